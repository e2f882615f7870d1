import type { CreateReporter } from './reporter.ts';

/** Every format of `dlint lint`, loaded on use. */
export const reporters = {
  pretty: async () => (await import('./pretty.ts')).default,
  compact: async () => (await import('./compact.ts')).default,
  tty: async () => (await import('./tty.ts')).default,
  gnu: async () => (await import('./gnu.ts')).default,
  json: async () => (await import('./json.ts')).default,
  jsonl: async () => (await import('./jsonl.ts')).default,
  html: async () => (await import('./html.ts')).default,
  sarif: async () => (await import('./sarif.ts')).default,
  github: async () => (await import('./github.ts')).default,
  gitlab: async () => (await import('./gitlab.ts')).default,
  rdjson: async () => (await import('./rdjson.ts')).default,
  checkstyle: async () => (await import('./checkstyle.ts')).default,
  junit: async () => (await import('./junit.ts')).default,
  codeclimate: async () => (await import('./codeclimate.ts')).default,
  sonarqube: async () => (await import('./sonarqube.ts')).default,
  codacy: async () => (await import('./codacy.ts')).default,
  'buildkit-check': async () => (await import('./buildkit-check.ts')).default,
} as const satisfies Readonly<Record<string, () => Promise<CreateReporter>>>;

export type Format = keyof typeof reporters;

/** The names that `--format` takes. */
// The keys of a constant are all that it has.
export const formats = Object.keys(reporters) as readonly Format[];

/** The names that hadolint has for formats of ours. */
export const formatAliases: Readonly<Record<string, Format>> = { gitlab_codeclimate: 'gitlab' };
