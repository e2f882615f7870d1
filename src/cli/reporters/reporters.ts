import type { CreateReporter } from './reporter.ts';

/** Every format of `dlint lint`, loaded on use. */
export const reporters = {
  pretty: async () => (await import('./pretty.ts')).default,
  compact: async () => (await import('./compact.ts')).default,
  json: async () => (await import('./json.ts')).default,
  'buildkit-check': async () => (await import('./buildkit-check.ts')).default,
} as const satisfies Readonly<Record<string, () => Promise<CreateReporter>>>;

export type Format = keyof typeof reporters;

/** The names that `--format` takes. */
export const formats: readonly Format[] = ['pretty', 'compact', 'json', 'buildkit-check'];
