import type { Threshold } from '../../lint/config/config.ts';
import type { Preset } from '../../lint/presets.ts';
import type { Arguments, OptionSpecs } from '../command.ts';

/** The options by which a command line says what is found and how severe it is, hadolint's among them. */
export const configOptions = {
  config: {
    type: 'string',
    short: 'c',
    value: 'FILE',
    group: 'Configuration',
    summary: 'Take this configuration, of dlint or hadolint',
  },
  'no-config': { type: 'flag', group: 'Configuration', summary: 'Take no configuration file' },
  'no-plugins': {
    type: 'flag',
    group: 'Configuration',
    summary: 'Import no plugins, and pass over what is set for their rules',
  },
  'print-config': {
    type: 'flag',
    group: 'Configuration',
    summary: 'Print what is configured for each file, as JSON, and lint nothing',
  },
  rule: {
    type: 'strings',
    value: 'CODE=LEVEL',
    group: 'Configuration',
    summary: 'Set a rule, by code or name, to off, error, warning, info or style',
  },
  error: {
    type: 'strings',
    value: 'CODE',
    group: 'Configuration',
    summary: 'Report what this rule finds as an error',
  },
  warning: {
    type: 'strings',
    value: 'CODE',
    group: 'Configuration',
    summary: 'Report what this rule finds as a warning',
  },
  info: {
    type: 'strings',
    value: 'CODE',
    group: 'Configuration',
    summary: 'Report what this rule finds as info',
  },
  style: {
    type: 'strings',
    value: 'CODE',
    group: 'Configuration',
    summary: 'Report what this rule finds as style',
  },
  ignore: { type: 'strings', value: 'CODE', group: 'Configuration', summary: 'Do not run this rule' },
  'trusted-registry': {
    type: 'strings',
    value: 'NAME',
    group: 'Configuration',
    summary: 'Allow images from this registry; only those named',
  },
  'require-label': {
    type: 'strings',
    value: 'NAME:TYPE',
    group: 'Configuration',
    summary: 'Ask for this label, of this type',
  },
  'strict-labels': { type: 'flag', group: 'Configuration', summary: 'Allow no labels but those asked for' },
  'no-fail': { type: 'flag', group: 'Gate', summary: 'Give exit code 0 whatever is found' },
  'disable-ignore-pragma': {
    type: 'flag',
    group: 'Configuration',
    summary: 'Report what comments ask to ignore all the same',
  },
  'report-unused-ignores': {
    type: 'flag',
    group: 'Configuration',
    summary: 'Report comments that ignore nothing',
  },
  verbose: {
    type: 'flag',
    short: 'V',
    group: 'Configuration',
    summary: 'Say on standard error which configuration is taken',
  },
} as const satisfies OptionSpecs;

/** What a command line says about findings. */
export type ConfigArguments = Arguments<typeof configOptions>['options'] & {
  readonly preset: Preset | undefined;
  readonly 'failure-threshold': Threshold | 'ignore' | undefined;
};
