import { parseGitRef } from '../../src/model/git-ref.ts';
import { placeMount } from '../../src/model/mount-target.ts';
import { parseMount } from '../../src/model/parse-mount.ts';
import { parsePorts } from '../../src/model/port.ts';
import { right } from '../../src/word/checked.ts';
import { readCsvRecord } from '../../src/word/csv-record.ts';
import { compareCases, describeOracle, differs, type OracleCase, readOracle } from './oracle.ts';

interface InstructionCase extends OracleCase {
  readonly kind: string;
  readonly input: string;
  readonly expected?: unknown;
  readonly expect_error?: string | true;
  readonly upstream_message?: string;
}

interface EdgeCase extends OracleCase {
  readonly op: string;
  readonly input: { readonly dockerfile: string };
  readonly observed: { readonly error?: { readonly message: string } | null };
}

/** Fields of BuildKit's `GitRef` by the names that we give them. */
const GIT_FIELDS = {
  remote: 'Remote',
  shortName: 'ShortName',
  ref: 'Ref',
  subdir: 'SubDir',
  checksum: 'Checksum',
  indistinguishableFromLocal: 'IndistinguishableFromLocal',
  unencryptedTcp: 'UnencryptedTCP',
  keepGitDir: 'KeepGitDir',
  submodules: 'Submodules',
  mtime: 'MTime',
  fetchByCommit: 'FetchByCommit',
} as const;

/** What Go leaves out of its answer. */
const ZERO = new Set<unknown>(['', false, null]);

/** The value, or else whether the words are those expected; `true` expects any. */
function wordsDiffer(words: string | null, { expect_error: part, upstream_message: whole }: InstructionCase) {
  if (whole !== undefined) return differs(words, whole);
  return words !== null && (part === true || words.includes(part ?? '')) ? null : { words, part };
}

function portDifference(testCase: InstructionCase): unknown {
  const ports = parsePorts(testCase.input);
  if (!ports.ok || testCase.expected === undefined)
    return wordsDiffer(ports.ok ? null : ports.words, testCase);
  const listed = ports.value.flatMap(({ end, protocol, start }) =>
    Array.from({ length: end - start + 1 }, (_, index) => `${start + index}/${protocol}`),
  );
  return differs(listed, testCase.expected);
}

function gitDifference(testCase: InstructionCase): unknown {
  const git = parseGitRef(testCase.input);
  if (testCase.expect_error === true) return differs(git?.ok ?? false, false);
  if (git === null || !git.ok) return wordsDiffer(git?.words ?? null, testCase);
  const fields = Object.entries(GIT_FIELDS).map(([ours, theirs]) => [theirs, Reflect.get(git.value, ours)]);
  return differs(
    sorted(fields.filter(([, value]) => !ZERO.has(value))),
    sorted(Object.entries(testCase.expected ?? {})),
  );
}

function sorted(entries: readonly (readonly unknown[])[]): unknown {
  return entries.map((entry) => JSON.stringify(entry)).sort();
}

/** The values of `--mount` in a file of one RUN without variables: quotes and escapes are the flag's own. */
function mountsOf(dockerfile: string): readonly string[] {
  return [...dockerfile.matchAll(/--mount=(\S*)/g)].map(([, value = '']) =>
    value.replace(/["']|\\(?=.)/g, ''),
  );
}

function mountDifference({ input, observed }: EdgeCase): unknown {
  for (const text of mountsOf(input.dockerfile)) {
    const record = readCsvRecord(text);
    if (!record.ok)
      return differs(
        observed.error?.message.replace(/^.*: failed/, 'failed'),
        `failed to parse csv mounts: ${record.words}`,
      );
    const mount = parseMount(record.value, (value) => right(value.replace(/\$\w+/g, '')));
    const place = mount.ok ? placeMount(mount.value, '/', 'linux') : mount;
    if (!place.ok) return differs(place.words, observed.error?.message);
  }
  return differs(null, observed.error?.message ?? null);
}

describeOracle('values as BuildKit reads them', () => {
  const instructions = readOracle<readonly InstructionCase[]>('oracle/buildkit-instr.json');
  const ofKind = (wanted: string) => instructions.filter(({ kind }) => kind === wanted);
  compareCases('ports', ofKind('expose-port'), portDifference);
  compareCases('git references', ofKind('git-ref'), gitDifference);

  const edge = readOracle<readonly EdgeCase[]>('oracle/buildkit-edge.json');
  // Which stages there are is not a question of the value.
  const mounts = edge.filter(
    ({ input, observed, op }) =>
      op === 'build' &&
      input.dockerfile.includes('--mount=') &&
      !observed.error?.message.startsWith('cannot mount from stage'),
  );
  compareCases('mounts', mounts, mountDifference);
});
