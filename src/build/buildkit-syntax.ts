import { type Document, type Flag, type Instruction, isInstruction, type Trigger } from '../parser/ast.ts';
import type { Span } from '../text/span.ts';

/** Something in a Dockerfile that only BuildKit understands. */
export interface BuildKitSyntax {
  readonly kind: 'heredoc' | 'flag' | 'syntax';
  /** As it is written. */
  readonly text: string;
  readonly span: Span;
}

/** The flags that the classic builder knows as well; it refuses others of FROM and HEALTHCHECK by itself. */
const CLASSIC_FLAGS: Readonly<Partial<Record<Trigger['kind'], readonly string[]>>> = {
  Add: ['chown'],
  Copy: ['chown', 'from'],
  Run: [],
};

/** What a Dockerfile needs BuildKit for (Dockerfile reference), in the order in which it stands there. */
export function buildKitSyntax(document: Document): readonly BuildKitSyntax[] {
  return document.items.flatMap((item): readonly BuildKitSyntax[] => {
    if (isInstruction(item)) return syntaxOf(item);
    if (item.kind !== 'Directive' || item.name.value.toLowerCase() !== 'syntax') return [];
    return [{ kind: 'syntax', text: `# syntax=${item.value.value}`, span: item.span }];
  });
}

function syntaxOf(instruction: Instruction): readonly BuildKitSyntax[] {
  if (instruction.kind === 'Onbuild') {
    const { trigger } = instruction;
    return [...heredocsOf(instruction), ...(trigger === null ? [] : syntaxOf(trigger))];
  }
  return [...flagsOf(instruction), ...heredocsOf(instruction)];
}

function flagsOf({ kind, flags }: Trigger): readonly BuildKitSyntax[] {
  const known = CLASSIC_FLAGS[kind];
  if (known === undefined) return [];
  const isNew = ({ name }: Flag): boolean => !known.includes(name.value);
  return flags
    .filter(isNew)
    .map(({ name, span }) => ({ kind: 'flag', text: `${kind.toUpperCase()} --${name.value}`, span }));
}

function heredocsOf({ heredocs }: Pick<Instruction, 'heredocs'>): readonly BuildKitSyntax[] {
  return heredocs.map(({ marker }) => ({ kind: 'heredoc', text: marker.value, span: marker.span }));
}
