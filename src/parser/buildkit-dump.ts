import { quoteGo } from '../word/quote-go.ts';
import {
  type Argument,
  type CommandForm,
  type Document,
  type Flag,
  type Instruction,
  isInstruction,
  type Pair,
  type Trigger,
} from './ast.ts';

/**
 * The tree as S-expressions, one instruction to a line, in the format in which BuildKit's parser prints its own; no final
 * line break. Bodies of here-documents and positions are not in it, and `CMD []` looks like `CMD`.
 */
export function dumpBuildkit(document: Document): string {
  return document.items.filter(isInstruction).map(dumpInstruction).join('\n').trim();
}

function dumpInstruction(instruction: Instruction): string {
  if (instruction.kind !== 'Onbuild') return dumpTrigger(instruction);
  const heads = [instruction, ...instruction.chain].map(dumpHead);
  const inner = instruction.trigger === null ? '' : ` ${dumpTrigger(instruction.trigger)}`;
  return `(${heads.join(' (')}${inner}${')'.repeat(heads.length)}`;
}

function dumpTrigger(trigger: Trigger): string {
  return `(${[dumpHead(trigger), ...argumentsOf(trigger).map(quoteGo)].join(' ')})`;
}

function dumpHead({ keyword, flags }: Pick<Instruction, 'keyword' | 'flags'>): string {
  const name = keyword.value.toLowerCase();
  return flags.length === 0 ? name : `${name} [${flags.map((flag) => quoteGo(flagText(flag))).join(' ')}]`;
}

/** BuildKit reads flags byte by byte and takes each byte for a character. */
function flagText({ name, value }: Flag): string {
  const text = value === null ? `--${name.value}` : `--${name.value}=${value.value}`;
  return String.fromCharCode(...new TextEncoder().encode(text));
}

function argumentsOf(trigger: Trigger): readonly string[] {
  switch (trigger.kind) {
    case 'Add':
    case 'Copy':
      return values([...trigger.sources, trigger.destination]);
    case 'Volume':
      return values(trigger.paths);
    case 'Expose':
      return values(trigger.ports);
    case 'Arg':
      return trigger.pairs.map(({ name, value }) =>
        value === null ? name.value : `${name.value}=${value.value}`,
      );
    case 'Env':
    case 'Label':
      return trigger.pairs.flatMap(dumpPair);
    case 'Cmd':
    case 'Entrypoint':
    case 'Run':
    case 'Shell':
      return commandArguments(trigger.command);
    case 'From':
      return values([trigger.image, trigger.as, trigger.name, ...trigger.rest]);
    case 'Healthcheck':
      return [...values([trigger.type]), ...commandArguments(trigger.command)];
    case 'Maintainer':
      return values([trigger.name]);
    case 'Stopsignal':
      return values([trigger.signal]);
    case 'User':
      return values([trigger.user]);
    case 'Workdir':
      return values([trigger.path]);
    case 'Unknown':
      return [''];
  }
}

function dumpPair({ name, separator, value }: Pair): readonly string[] {
  return [name.value, value?.value ?? '', separator === '=' ? '=' : ''];
}

function commandArguments(command: CommandForm | null): readonly string[] {
  if (command === null) return [];
  return command.kind === 'ShellForm' ? [command.text] : values(command.items);
}

function values(parts: readonly (Pick<Argument, 'value'> | null)[]): readonly string[] {
  return parts.filter((part) => part !== null).map(({ value }) => value);
}
