import type { Diagnostic } from '../../diagnostic.ts';
import { lint } from '../../lint/lint.ts';
import type { Assumptions } from '../../model/assumptions.ts';
import { parse } from '../../parser/parse.ts';
import { Source } from '../../text/source.ts';
import type { FileConfiguration } from '../config/file-configuration.ts';
import { readIgnoredFiles } from '../input/ignored-files.ts';
import type { Input } from '../input/input.ts';
import { refuseBinary } from '../input/refuse-binary.ts';
import type { FileReport } from '../reporters/reporter.ts';
import type { Parsed } from '../shellcheck/lint-queue.ts';

/** What is the same for all files of a run. */
export interface Surroundings {
  readonly assumptions: Assumptions;
  /** The directory of the build context, as given; undefined is that of the Dockerfile. */
  readonly context: string | undefined;
  /** Absolute. */
  readonly cwd: string;
}

/** Parses a file for its configuration. Throws an `InputError` for what is no text. */
export function parseFile(input: Input, configuration: FileConfiguration): Parsed<FileConfiguration> {
  refuseBinary(input);
  return { name: input.name, dockerfile: parse(Source.fromBytes(input.bytes)), configuration };
}

/** Lints one file: what is in it, what is configured for it, and what other tools found in it. */
export function lintFile(
  { configuration, dockerfile, name }: Parsed<FileConfiguration>,
  external: readonly Diagnostic[],
  surroundings: Surroundings,
): FileReport {
  const assumptions = assumptionsFor(name, configuration, surroundings);
  const diagnostics = lint(dockerfile, { ...configuration, assumptions, external });
  const { preset, rules } = configuration;
  const { source } = dockerfile;
  return {
    file: name,
    source,
    preset,
    rules,
    diagnostics,
    dockerfile: () => dockerfile,
    assumptions: () => assumptions,
  };
}

/** The report on a file that was linted elsewhere. */
export function reportOn(
  { bytes, name }: Input,
  configuration: FileConfiguration,
  diagnostics: readonly Diagnostic[],
  surroundings: Surroundings,
): FileReport {
  const source = Source.fromBytes(bytes);
  const { preset, rules } = configuration;
  return {
    file: name,
    source,
    preset,
    rules,
    diagnostics,
    dockerfile: () => parse(source),
    assumptions: () => assumptionsFor(name, configuration, surroundings),
  };
}

function assumptionsFor(
  name: string,
  { images }: FileConfiguration,
  { assumptions, context, cwd }: Surroundings,
): Assumptions {
  const ignored = readIgnoredFiles(name, context, cwd);
  const known = { ...assumptions, images };
  return ignored === undefined ? known : { ...known, ignored };
}
