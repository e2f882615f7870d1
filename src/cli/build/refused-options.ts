import { type Arguments, type OptionSpecs, UsageError } from '../command.ts';

const value = { type: 'strings', summary: '', hidden: true } as const;
const flag = { type: 'flag', summary: '', hidden: true } as const;
const optional = { type: 'optional', summary: '', lastWins: true, hidden: true } as const;

const BY_BUILDX =
  "a daemon's build endpoint has nothing for it, only BuildKit's own API, which docker buildx build speaks";

const BY_LINT = 'dlint lint --preset buildkit runs the same checks without a daemon';

/** Options of `docker buildx build` that no daemon can be asked for by `POST /build`: known, so that it can be said why. */
export const refusedOptions = {
  allow: value,
  annotation: value,
  attest: value,
  'build-context': value,
  call: value,
  check: flag,
  'no-cache-filter': value,
  policy: value,
  provenance: optional,
  resource: value,
  sbom: optional,
  stream: flag,
} as const satisfies OptionSpecs;

/** What to do instead, or what would be needed. */
const REASONS: Readonly<Record<keyof typeof refusedOptions, string>> = {
  allow: `${BY_BUILDX}; for network.host, --network host is enough`,
  annotation: BY_BUILDX,
  attest: BY_BUILDX,
  'build-context': `${BY_BUILDX}; put what is needed into PATH, or into an image that COPY --from names`,
  call: BY_LINT,
  check: BY_LINT,
  'no-cache-filter': `${BY_BUILDX}; --no-cache runs all stages anew`,
  policy: BY_BUILDX,
  provenance: BY_BUILDX,
  resource: `${BY_BUILDX}; the classic builder has --memory, --cpu-quota and others`,
  sbom: BY_BUILDX,
  stream: 'docker has dropped it',
};

/** Throws a UsageError for an option that is known and not supported. */
export function refuseOptions(options: Arguments<typeof refusedOptions>['options']): void {
  for (const [name, reason] of Object.entries(REASONS)) {
    // The names of the table are those of the options.
    const given = options[name as keyof typeof REASONS];
    const isGiven = Array.isArray(given)
      ? given.length > 0
      : given !== undefined && given !== false && given !== 'false';
    if (isGiven) throw new UsageError(`--${name} is not supported: ${reason}`);
  }
}
