import { closest } from '../text/closest.ts';
import type { Flag, Instruction } from './ast.ts';
import { type FlagType, instructions } from './instructions.ts';
import type { Refuse } from './refusal.ts';

/** Names, repeats and the presence of values; what the values mean is checked by each instruction. */
export function checkFlags(instruction: Instruction, refuse: Refuse): void {
  const known = instruction.kind === 'Unknown' ? null : instructions[instruction.kind].flags;
  if (known === null) return;
  const seen = new Set<string>();
  for (const flag of instruction.flags) {
    const name = flag.name.value;
    const type = Object.hasOwn(known, name) ? known[name] : undefined;
    if (type === undefined) refuseUnknown(flag, Object.keys(known), instruction, refuse);
    else if (seen.has(name) && type !== 'repeatable') {
      refuse('duplicate-flag', flag.span, `duplicate flag specified: --${name}`, 'remove one of them');
    } else checkValue(flag, type, refuse);
    seen.add(name);
  }
}

function refuseUnknown(flag: Flag, known: readonly string[], instruction: Instruction, refuse: Refuse): void {
  const suggestion = closest(flag.name.value, known);
  const words = `unknown flag: --${flag.name.value}${suggestion === null ? '' : ` (did you mean ${suggestion}?)`}`;
  const keyword = instruction.keyword.value.toUpperCase();
  const list = known.map((name) => `--${name}`).join(', ');
  refuse(
    'unknown-flag',
    { start: flag.span.start, end: flag.name.span.end },
    words,
    `\`${keyword}\` knows ${list === '' ? 'no flags' : list}`,
  );
}

function checkValue({ name, span, value }: Flag, type: FlagType, refuse: Refuse): void {
  const missing = type === 'boolean' ? value?.value === '' : value === null;
  if (missing) {
    const advice = type === 'boolean' ? `write \`--${name.value}\`` : `write \`--${name.value}=…\``;
    refuse('missing-flag-value', span, `missing a value on flag: --${name.value}`, advice);
  } else if (type === 'boolean' && value !== null && !/^(?:true|false)$/i.test(value.value)) {
    const words = `expecting boolean value for flag --${name.value}, not: ${value.value}`;
    refuse('invalid-flag-value', value.span, words, null);
  }
}
