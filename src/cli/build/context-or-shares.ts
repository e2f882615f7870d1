import type { Arguments, OptionSpecs } from '../command.ts';

const NAME = 'context-or-cpu-shares';

/**
 * Docker's `-c` is `--context` in front of a command's name and `--cpu-shares` behind it. Here all options stand behind it, so a number
 * means shares, and anything else a context.
 */
export const contextOrSharesOption = {
  [NAME]: {
    type: 'string',
    short: 'c',
    value: 'NAME|N',
    hidden: true,
    lastWins: true,
    summary: 'A docker context, or a weight for the processors if it is a number',
  },
} as const satisfies OptionSpecs;

type Values = Arguments<typeof contextOrSharesOption>['options'];

/** The context that `-c` names; undefined where it names none. */
export function shortContext({ [NAME]: value }: Values): string | undefined {
  return value !== undefined && !isNumber(value) ? value : undefined;
}

/** The shares that `-c` gives; undefined where it gives none. */
export function shortShares({ [NAME]: value }: Values): string | undefined {
  return value !== undefined && isNumber(value) ? value : undefined;
}

function isNumber(text: string): boolean {
  return /^[+-]?\d/.test(text);
}
