import { quoteGo } from '../word/quote-go.ts';
import type { Healthcheck, Text } from './ast.ts';
import { checkFlags } from './check-flags.ts';
import { parseGoDuration } from './go-duration.ts';
import type { Refuse } from './refusal.ts';

/** The shortest interval, in nanoseconds. */
const MILLISECOND = 1_000_000;

/** Type, command, and the durations and count in the flags (Dockerfile reference, "HEALTHCHECK"). */
export function checkHealthcheck(instruction: Healthcheck, refuse: Refuse): void {
  const { command, keyword, type } = instruction;
  if (type === null)
    return refuse('missing-arguments', keyword.span, 'HEALTHCHECK requires at least one argument', null);
  const isEmpty = command === null || (command.kind === 'ExecForm' && command.items.length === 0);
  if (type.value.toUpperCase() === 'NONE') {
    if (!isEmpty) refuse('wrong-arguments', command.span, 'HEALTHCHECK NONE takes no arguments', null);
    return;
  }
  checkFlags(instruction, refuse);
  if (type.value.toUpperCase() !== 'CMD') {
    const words = `Unknown type ${quoteGo(type.value.toUpperCase())} in HEALTHCHECK (try CMD)`;
    refuse('unknown-healthcheck', type.span, words, 'write `HEALTHCHECK CMD command` or `HEALTHCHECK NONE`');
  } else if (isEmpty) {
    refuse('missing-arguments', type.span, 'Missing command after HEALTHCHECK CMD', null);
  }
  for (const name of ['interval', 'timeout', 'start-period', 'start-interval'])
    checkDuration(instruction, name, refuse);
  const retries = flagValue(instruction, 'retries');
  if (retries !== undefined && retries.value !== '') checkRetries(retries, refuse);
}

function flagValue({ flags }: Healthcheck, name: string): Text | undefined {
  return flags.find((flag) => flag.name.value === name)?.value ?? undefined;
}

function checkDuration(instruction: Healthcheck, name: string, refuse: Refuse): void {
  const text = flagValue(instruction, name);
  if (text === undefined || text.value === '') return;
  const duration = parseGoDuration(text.value);
  const advice = 'write a number with a unit, such as `30s` or `1m30s`';
  if (typeof duration === 'string') refuse('invalid-flag-value', text.span, `time: ${duration}`, advice);
  else if (duration !== 0 && duration < MILLISECOND) {
    refuse('invalid-flag-value', text.span, `Interval ${quoteGo(name)} cannot be less than 1ms`, advice);
  }
}

function checkRetries(text: Text, refuse: Refuse): void {
  const { span, value } = text;
  if (!/^[+-]?\d+$/.test(value)) {
    refuse(
      'invalid-flag-value',
      span,
      `strconv.ParseInt: parsing ${quoteGo(value)}: invalid syntax`,
      'write a whole number',
    );
  } else if (Number(value) > 0x7fffffff || Number(value) < -0x80000000) {
    refuse(
      'invalid-flag-value',
      span,
      `strconv.ParseInt: parsing ${quoteGo(value)}: value out of range`,
      null,
    );
  } else if (Number(value) < 0) {
    refuse('invalid-flag-value', span, `--retries cannot be negative (${Number(value)})`, null);
  }
}
