/** What is fixed about one of BuildKit's build checks (https://docs.docker.com/reference/build-checks/). */
export interface BuildkitCheck {
  /** Its text in reports, the same for each finding. */
  readonly description: string;
  /** Its place below the address of the documentation; `null` where it has no page. */
  readonly slug: string | null;
  /** Whether a `# check=skip=…` above the instruction that a finding is in counts. */
  readonly heedsComments: boolean;
  /** Whether it runs only where `experimental=` names it; `skip=` then means nothing to it. */
  readonly isExperimental: boolean;
}

const PAGES = 'https://docs.docker.com/go/dockerfile/rule/';

/** Every check, by its name. */
export const buildkitChecks = {
  StageNameCasing: check('stage-name-casing', 'Stage names should be lowercase'),
  FromAsCasing: check('from-as-casing', "The 'as' keyword should match the case of the 'from' keyword"),
  NoEmptyContinuation: check(
    'no-empty-continuation',
    'Empty continuation lines will become errors in a future release',
    { heedsComments: false },
  ),
  ConsistentInstructionCasing: check(
    'consistent-instruction-casing',
    'All commands within the Dockerfile should use the same casing (either upper or lower)',
    { heedsComments: false },
  ),
  DuplicateStageName: check('duplicate-stage-name', 'Stage names should be unique', { heedsComments: false }),
  ReservedStageName: check('reserved-stage-name', 'Reserved words should not be used as stage names', {
    heedsComments: false,
  }),
  JSONArgsRecommended: check(
    'json-args-recommended',
    'JSON arguments recommended for ENTRYPOINT/CMD to prevent unintended behavior related to OS signals',
  ),
  MaintainerDeprecated: check(
    'maintainer-deprecated',
    'The MAINTAINER instruction is deprecated, use a label instead to define an image author',
  ),
  UndefinedArgInFrom: check('undefined-arg-in-from', 'FROM command must use declared ARGs'),
  WorkdirRelativePath: check(
    'workdir-relative-path',
    'Relative workdir without an absolute workdir declared within the build can have unexpected results if the base image changes',
  ),
  UndefinedVar: check('undefined-var', 'Variables should be defined before their use'),
  // The finding is at the earlier instruction, the comment that counts above the later one: the rule looks itself.
  MultipleInstructionsDisallowed: check(
    'multiple-instructions-disallowed',
    'Multiple instructions of the same type should not be used in the same stage',
    { heedsComments: false },
  ),
  LegacyKeyValueFormat: check(
    'legacy-key-value-format',
    'Legacy key/value format with whitespace separator should not be used',
  ),
  InvalidBaseImagePlatform: check(null, 'Base image platform does not match expected target platform', {
    heedsComments: false,
  }),
  RedundantTargetPlatform: check(
    'redundant-target-platform',
    'Setting platform to predefined $TARGETPLATFORM in FROM is redundant as this is the default behavior',
  ),
  SecretsUsedInArgOrEnv: check(
    'secrets-used-in-arg-or-env',
    'Sensitive data should not be used in the ARG or ENV commands',
  ),
  InvalidDefaultArgInFrom: check(
    'invalid-default-arg-in-from',
    'Default value for global ARG results in an empty or invalid base image name',
    { heedsComments: false },
  ),
  FromPlatformFlagConstDisallowed: check(
    'from-platform-flag-const-disallowed',
    'FROM --platform flag should not use a constant value',
  ),
  CopyIgnoredFile: check('copy-ignored-file', 'Attempting to Copy file that is excluded by .dockerignore'),
  InvalidDefinitionDescription: check(
    'invalid-definition-description',
    'Comment for build stage or argument should follow the format: `# <arg/stage name> <description>`. If this is not intended to be a description comment, add an empty line or comment between the instruction and the comment.',
    { isExperimental: true },
  ),
  ExposeProtoCasing: check('expose-proto-casing', 'Protocol in EXPOSE instruction should be lowercase'),
  ExposeInvalidFormat: check(
    'expose-invalid-format',
    'IP address and host-port mapping should not be used in EXPOSE instruction. This will become an error in a future release',
  ),
} as const satisfies Readonly<Record<string, BuildkitCheck>>;

export type BuildkitCheckName = keyof typeof buildkitChecks;

/** Whether a word is the name of a check. */
export function isBuildkitCheck(name: string): name is BuildkitCheckName {
  return Object.hasOwn(buildkitChecks, name);
}

/** The address of a check's documentation; empty where it has none. */
export function checkPage({ slug }: BuildkitCheck): string {
  return slug === null ? '' : `${PAGES}${slug}/`;
}

function check(
  slug: string | null,
  description: string,
  { heedsComments = true, isExperimental = false } = {},
): BuildkitCheck {
  return { description, slug, heedsComments, isExperimental };
}
