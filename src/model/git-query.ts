import { type Checked, right, type Wrong, wrong } from '../word/checked.ts';
import { parseGoBoolean } from '../word/go-number.ts';
import { quoteGo } from '../word/quote-go.ts';
import type { GitUrl } from './git-url.ts';

/** What fragment and query of a git URL decide together. */
export interface GitChoice {
  /** A commit, tag or branch; empty where not given. */
  readonly ref: string;
  /** A directory of the repository; empty where not given. */
  readonly subdir: string;
  /** The commit that must be found; empty where not given. */
  readonly checksum: string;
  readonly keepGitDir: boolean | null;
  readonly submodules: boolean | null;
  readonly mtime: 'checkout' | 'commit' | null;
  /** Whether the commit of `checksum` is fetched without a look at what the reference names. */
  readonly fetchByCommit: boolean;
}

type Draft = { -readonly [K in keyof GitChoice]: GitChoice[K] } & { tag: string; branch: string };

/** Parameters that stand for `true` where they have no value. */
const SWITCHES = new Set(['submodules', 'keep-git-dir', 'fetch-by-commit']);

/** Adds the query of a git URL (`?branch=…&subdir=…`) to what its fragment says; they may not contradict each other. */
export function readGitQuery(query: GitUrl['query'], ref: string, subdir: string): Checked<GitChoice> {
  const draft: Draft = {
    ...{ ref, subdir, checksum: '', keepGitDir: null, submodules: null, mtime: null, fetchByCommit: false },
    ...{ tag: '', branch: '' },
  };
  for (const name of new Set(query.map(([found]) => found))) {
    const [value = '', ...more] = query.filter(([found]) => found === name).map(([, found]) => found);
    if (more.length > 0) return wrong(`query ${quoteGo(name)} has multiple values`);
    if (value === '' && !SWITCHES.has(name)) return wrong(`query ${quoteGo(name)} has no value`);
    const failure = readParameter(name, value, draft);
    if (failure !== null) return failure;
  }
  const failure = applyTagAndBranch(draft);
  const { branch, tag, ...choice } = draft;
  return failure ?? right(choice);
}

function readParameter(name: string, value: string, draft: Draft): Wrong | null {
  switch (name) {
    case 'ref':
    case 'subdir':
      if (draft[name] !== '' && draft[name] !== value) return conflict(name, draft[name], value);
      draft[name] = value;
      return null;
    case 'tag':
    case 'branch':
      draft[name] = value;
      return null;
    case 'checksum':
    case 'commit':
      draft.checksum = value;
      return null;
    case 'mtime':
      if (value !== 'checkout' && value !== 'commit')
        return wrong(`invalid mtime value: ${quoteGo(value)} (must be "checkout" or "commit")`);
      draft.mtime = value;
      return null;
    default:
      return SWITCHES.has(name) ? readSwitch(name, value, draft) : wrong(`unexpected query ${quoteGo(name)}`);
  }
}

function readSwitch(name: string, value: string, draft: Draft): Wrong | null {
  const isOn = value === '' ? true : parseGoBoolean(value);
  if (isOn === null) return wrong(`invalid ${name} value: ${quoteGo(value)}`);
  if (name === 'submodules') draft.submodules = isOn;
  else if (name === 'keep-git-dir') draft.keepGitDir = isOn;
  else draft.fetchByCommit = isOn;
  return null;
}

/** A tag or a branch is a reference with a prefix. */
function applyTagAndBranch(draft: Draft): Wrong | null {
  for (const [name, prefix] of [['tag', 'refs/tags/'] as const, ['branch', 'refs/heads/'] as const]) {
    if (draft[name] === '') continue;
    if (name === 'branch' && draft.tag !== '') return wrong('branch conflicts with tag');
    const ref = draft[name].startsWith(prefix) ? draft[name] : prefix + draft[name];
    if (draft.ref !== '' && draft.ref !== ref) return conflict('ref', draft.ref, ref);
    draft.ref = ref;
  }
  return null;
}

function conflict(name: string, one: string, other: string): Wrong {
  return wrong(`${name} conflicts: ${quoteGo(one)} vs ${quoteGo(other)}`);
}
