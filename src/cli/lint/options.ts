import { hadolintThresholds } from '../../lint/config/config.ts';
import { presets } from '../../lint/presets.ts';
import { colorOptions } from '../color.ts';
import type { Arguments, OptionSpecs } from '../command.ts';
import { configOptions } from '../config/options.ts';
import { formats } from '../reporters/reporters.ts';
import { shellcheckOptions } from '../shellcheck/options.ts';

const fileOptions = {
  exclude: {
    type: 'strings',
    value: 'GLOB',
    group: 'Files',
    summary: 'Leave these files out, with a pattern as in .gitignore',
  },
  'stdin-filename': {
    type: 'string',
    value: 'NAME',
    group: 'Files',
    summary: 'What standard input is called in findings',
  },
} as const satisfies OptionSpecs;

const outputOptions = {
  format: {
    type: 'strings',
    short: 'f',
    value: 'FORMAT[:FILE]',
    suggestions: formats,
    group: 'Output',
    summary:
      'How findings are shown, and where if not here: pretty (default on a terminal), compact (default elsewhere), json, sarif, github, gitlab, checkstyle, junit, html and more; several are possible',
  },
  output: {
    type: 'strings',
    short: 'o',
    value: 'FILE',
    group: 'Output',
    summary: 'Where what -f asks for is written, the first to the first',
  },
  'file-path-in-report': {
    type: 'string',
    value: 'PATH',
    group: 'Output',
    summary: 'What files are called in the formats that other programs read',
  },
  quiet: { type: 'flag', short: 'q', group: 'Output', summary: 'Print findings and nothing else' },
} as const satisfies OptionSpecs;

const gateOptions = {
  'failure-threshold': {
    type: 'string',
    short: 't',
    value: 'SEVERITY',
    choices: hadolintThresholds,
    group: 'Gate',
    summary: 'Least severity that gives exit code 1 (default by preset)',
  },
  'max-warnings': {
    type: 'string',
    value: 'N',
    group: 'Gate',
    summary: 'Give exit code 1 for errors, and for warnings only if there are more than these',
  },
  since: {
    type: 'string',
    value: 'REVISION',
    group: 'Gate',
    summary: 'Report findings only on lines changed since the branch left this revision of git',
  },
  baseline: {
    type: 'string',
    value: 'FILE',
    group: 'Gate',
    summary: 'Report findings only that are not in this file',
  },
  'update-baseline': {
    type: 'flag',
    group: 'Gate',
    summary: 'Write what is found today to the file of --baseline',
  },
} as const satisfies OptionSpecs;

const buildOptions = {
  'build-arg': {
    type: 'strings',
    value: 'K=V',
    group: 'Build',
    summary: 'Assume that the build gives an ARG this value',
  },
  target: {
    type: 'string',
    value: 'STAGE',
    group: 'Build',
    summary: 'Assume that the build ends at this stage',
  },
  platform: {
    type: 'string',
    value: 'PLATFORM',
    group: 'Build',
    summary: 'Assume that the build is for this platform',
  },
  context: {
    type: 'string',
    value: 'DIR',
    group: 'Build',
    summary: "Where the build's .dockerignore is (default beside the Dockerfile)",
  },
} as const satisfies OptionSpecs;

/** The options of `dlint lint`. */
export const lintOptions = {
  preset: {
    type: 'string',
    value: 'NAME',
    choices: presets,
    group: 'Configuration',
    summary: 'Which rules run and how severe they are (default recommended)',
  },
  ...configOptions,
  ...shellcheckOptions,
  ...fileOptions,
  ...outputOptions,
  ...colorOptions,
  ...gateOptions,
  ...buildOptions,
  jobs: {
    type: 'string',
    short: 'j',
    value: 'N',
    summary: 'How many threads work at once (default as many as there are processor cores)',
  },
} as const satisfies OptionSpecs;

export type LintArguments = Arguments<typeof lintOptions>;
export type LintOptions = LintArguments['options'];
