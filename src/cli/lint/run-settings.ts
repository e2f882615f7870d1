import type { HadolintRunSettings } from '../../lint/config/hadolint-settings.ts';
import { wantsColor } from '../color.ts';
import type { Io } from '../io.ts';
import type { LintOptions } from './options.ts';
import { findFormat, type OutputPlan, planOutputs } from './output-plan.ts';
import type { Look } from './outputs.ts';

/** The outputs of a run: those of the command line, else those that hadolint's settings name. Throws a `UsageError`. */
export function readPlans(
  { format, output }: LintOptions,
  settings: HadolintRunSettings,
): readonly OutputPlan[] {
  const known = [...new Set(settings.formats.filter((name) => findFormat(name) !== undefined))];
  return planOutputs(format.length > 0 ? format : known, output);
}

/** How the outputs look. Throws a `UsageError` where options exclude each other. */
export function readLook(options: LintOptions, { noColor = false }: HadolintRunSettings, io: Io): Look {
  const color = options.color || !noColor ? wantsColor(options, io) : false;
  return { color, quiet: options.quiet, pathInReport: options['file-path-in-report'] };
}
