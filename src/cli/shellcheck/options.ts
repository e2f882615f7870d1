import type { Arguments, OptionSpecs } from '../command.ts';

/** The options by which a command line says how RUN scripts are checked. */
export const shellcheckOptions = {
  shellcheck: {
    type: 'string',
    value: 'WHEN',
    choices: ['auto', 'on', 'off'],
    summary: 'Check RUN scripts with ShellCheck; auto (the default) is if it is installed',
  },
  'no-cache': { type: 'flag', summary: 'Check scripts anew that an earlier run has checked' },
} as const satisfies OptionSpecs;

export type ShellcheckArguments = Arguments<typeof shellcheckOptions>['options'] & {
  readonly quiet: boolean;
};
