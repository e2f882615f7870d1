import { readIgnoreFile } from '../../src/build/context/ignore-file.ts';
import { IgnoreMatcher } from '../../src/build/context/ignore-matcher.ts';
import { type Preset, presets } from '../../src/lint/presets.ts';
import { type Assumptions, noAssumptions } from '../../src/model/assumptions.ts';

/** A piece of a rule's fixture: text that stays as it is, or a Dockerfile whose findings are known. */
export type FixturePart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'case';
      readonly section: string;
      readonly dockerfile: string;
      /** The preset in which the rule runs: named behind `dockerfile`, else `all`. */
      readonly preset: Preset;
      /** The options of the rule: the last block of JSON above the case. */
      readonly options: RuleOptions;
      /** What is assumed of the build: the last block of `dockerignore` and of `json images` above the case. */
      readonly assumptions: Assumptions;
    };

type RuleOptions = Readonly<Record<string, unknown>>;

const BLOCK = /```dockerfile(?: preset=(\w+))?\n(.*?)```\n(?:\n```text\n.*?```\n)?/gs;

/** Cuts a fixture into its cases and the text between them; the findings below a case are left out. */
export function readFixture(markdown: string): readonly FixturePart[] {
  const parts: FixturePart[] = [];
  let from = 0;
  for (const block of markdown.matchAll(BLOCK)) {
    parts.push({ kind: 'text', text: markdown.slice(from, block.index) });
    const above = markdown.slice(0, block.index);
    const [, name, dockerfile = ''] = block;
    const preset = presets.find((each) => each === name) ?? 'all';
    const [section, options, assumptions] = [sectionOf(above), optionsOf(above), assumptionsOf(above)];
    parts.push({ kind: 'case', section, dockerfile, preset, options, assumptions });
    from = block.index + block[0].length;
  }
  parts.push({ kind: 'text', text: markdown.slice(from) });
  return parts;
}

/** The title above a case: `Bad` or `Good` in the fixture of a rule. */
function sectionOf(above: string): string {
  return [...above.matchAll(/^## (.*)$/gm)].at(-1)?.[1] ?? '';
}

function optionsOf(above: string): RuleOptions {
  const json = lastBlock(above, 'json');
  return json === null ? {} : JSON.parse(json);
}

function assumptionsOf(above: string): Assumptions {
  const images = lastBlock(above, 'json images');
  const ignoreFile = lastBlock(above, 'dockerignore');
  return {
    ...noAssumptions,
    ...(images === null ? {} : { images: new Map(Object.entries(JSON.parse(images))) }),
    ...(ignoreFile === null ? {} : { ignored: readIgnored(ignoreFile) }),
  };
}

/** The patterns of an ignore file, as a linter needs them. */
export function readIgnored(text: string): NonNullable<Assumptions['ignored']> {
  const lines = readIgnoreFile(new TextEncoder().encode(text), '.dockerignore');
  const matcher = IgnoreMatcher.create(lines, '.dockerignore');
  return { patterns: lines.map(({ pattern }) => pattern), ignores: (path) => matcher.ignores(path) };
}

function lastBlock(above: string, info: string): string | null {
  return (
    above
      .match(new RegExp(`^\`\`\`${info}\\n.*?^\`\`\`$`, 'gms'))
      ?.at(-1)
      ?.split('\n')
      .slice(1, -1)
      .join('\n') ?? null
  );
}

/** Puts a fixture together again, with the findings below each case that has some. */
export function renderFixture(
  parts: readonly FixturePart[],
  findings: (dockerfile: string, options: RuleOptions, preset: Preset, assumptions: Assumptions) => string,
): string {
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text;
      const found = findings(part.dockerfile, part.options, part.preset, part.assumptions);
      const below = found === '' ? '' : `\n\`\`\`text\n${found}\`\`\`\n`;
      const info = part.preset === 'all' ? '' : ` preset=${part.preset}`;
      return `\`\`\`dockerfile${info}\n${part.dockerfile}\`\`\`\n${below}`;
    })
    .join('');
}
