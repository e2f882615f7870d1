import { quoteGo } from '../word/quote-go.ts';
import type { Argument, CommandForm, Instruction, Pair } from './ast.ts';
import type { Refusal } from './refusal.ts';

type Report = (found: Pick<Refusal, 'rule' | 'words' | 'advice' | 'span'>) => void;

/** What BuildKit refuses while it splits an instruction into its arguments; ONBUILD's trigger is split at the same time. */
export function checkSyntax(instruction: Instruction): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const { extent } = instruction;
  const report: Report = (found) => refusals.push({ ...found, phase: 'parse', extent });
  const inner = instruction.kind === 'Onbuild' ? instruction.trigger : instruction;
  switch (inner?.kind) {
    case 'Env':
    case 'Label':
      checkPairs(inner.keyword.value.toUpperCase(), inner.pairs, report);
      break;
    case 'Add':
    case 'Copy':
      checkItems([...inner.sources, ...(inner.destination === null ? [] : [inner.destination])], report);
      break;
    case 'Volume':
      checkItems(inner.paths, report);
      break;
    case 'Cmd':
    case 'Entrypoint':
    case 'Healthcheck':
    case 'Run':
    case 'Shell':
      checkCommand(inner.command, report);
  }
  return refusals;
}

function checkCommand(command: CommandForm | null, report: Report): void {
  if (command?.kind === 'ExecForm') checkItems(command.items, report);
}

function checkItems(items: readonly Argument[], report: Report): void {
  for (const item of items) {
    if (item.kind !== 'JsonOther') continue;
    const words = 'when using JSON array syntax, arrays must be comprised of strings only';
    report({
      rule: 'invalid-json-array',
      words,
      advice: `put \`${item.value}\` in double quotes`,
      span: item.span,
    });
  }
}

function checkPairs(instruction: string, pairs: readonly Pair[], report: Report): void {
  for (const [index, { name, separator, span }] of pairs.entries()) {
    if (separator !== null) continue;
    const [rule, words] =
      index === 0
        ? ['missing-value', `${instruction} must have two arguments`]
        : [
            'missing-equals',
            `Syntax error - can't find = in ${quoteGo(name.value)}. Must be of the form: name=value`,
          ];
    report({ rule, words, advice: `write \`${name.value}=…\`, and put values with blanks in quotes`, span });
  }
}
