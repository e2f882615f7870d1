import { closest } from '../text/closest.ts';
import { type Checked, right, type Wrong, wrong } from '../word/checked.ts';
import { parseGoBoolean, parseGoUnsigned } from '../word/go-number.ts';
import { quoteGo } from '../word/quote-go.ts';
import { lowerCase } from './letter-case.ts';
import type { Mount, MountSharing, MountType } from './mount.ts';
import { parseRamSize } from './ram-size.ts';

/** A mount whose fields are being read; `readOnly` is `null` until one says it. */
export type MountDraft = { -readonly [K in keyof Omit<Mount, 'readOnly'>]: Mount[K] } & {
  readOnly: boolean | null;
};

const TYPES: readonly MountType[] = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'];
const SHARINGS: readonly MountSharing[] = ['shared', 'private', 'locked'];

/** The property that each key of a field sets. */
const PROPERTIES: ReadonlyMap<string, keyof Mount> = new Map<string, keyof Mount>([
  ['type', 'type'],
  ['from', 'from'],
  ['source', 'source'],
  ['src', 'source'],
  ['target', 'target'],
  ['dst', 'target'],
  ['destination', 'target'],
  ['readonly', 'readOnly'],
  ['ro', 'readOnly'],
  ['readwrite', 'readOnly'],
  ['rw', 'readOnly'],
  ['id', 'id'],
  ['sharing', 'sharing'],
  ['size', 'sizeBytes'],
  ['required', 'required'],
  ['env', 'env'],
  ['mode', 'mode'],
  ['uid', 'uid'],
  ['gid', 'gid'],
]);

/** Reads one field of a `--mount`, `key=value` or a bare word, into the draft; gives the property that it sets. Only `from` is not expanded. */
export function readMountField(
  field: string,
  draft: MountDraft,
  expand: (value: string) => Checked<string>,
): Checked<keyof Mount> {
  const equals = field.indexOf('=');
  const key = lowerCase(equals === -1 ? field : field.slice(0, equals));
  const property = PROPERTIES.get(key);
  if (equals === -1) {
    if (property !== 'readOnly' && property !== 'required')
      return wrong(`invalid field '${field}' must be a key=value pair`);
    return setSwitch(property, key, 'true', draft) ?? right(property);
  }
  const given = field.slice(equals + 1);
  const value = property === 'from' ? right(given) : expand(given);
  if (!value.ok) return value;
  if (property === undefined) return suggest(`unexpected key '${key}' in '${field}'`, key, PROPERTIES.keys());
  return setProperty(property, key, value.value, draft) ?? right(property);
}

function setProperty(property: keyof Mount, key: string, value: string, draft: MountDraft): Wrong | null {
  switch (property) {
    case 'type':
      return setType(value, draft);
    case 'sharing':
      return setSharing(value, draft);
    case 'readOnly':
    case 'required':
      return setSwitch(property, key, value, draft);
    case 'sizeBytes':
      return setSize(key, value, draft);
    case 'mode':
    case 'uid':
    case 'gid':
      draft[property] = parseGoUnsigned(value, property === 'mode' ? 8 : 10);
      return draft[property] === null ? wrong(`invalid value ${value} for ${key}`) : null;
    default:
      draft[property] = value;
      return null;
  }
}

function setType(value: string, draft: MountDraft): Wrong | null {
  const type = TYPES.find((known) => known === lowerCase(value));
  if (type === undefined) return suggest(`unsupported mount type ${quoteGo(value)}`, value, TYPES);
  draft.type = type;
  return null;
}

function setSharing(value: string, draft: MountDraft): Wrong | null {
  const sharing = SHARINGS.find((known) => known === lowerCase(value));
  if (sharing === undefined) return suggest(`unsupported sharing value ${quoteGo(value)}`, value, SHARINGS);
  draft.sharing = sharing;
  return null;
}

function setSwitch(
  property: 'readOnly' | 'required',
  key: string,
  value: string,
  draft: MountDraft,
): Wrong | null {
  if (property === 'required' && draft.type !== 'secret' && draft.type !== 'ssh')
    return unexpectedKey(key, draft);
  const isOn = parseGoBoolean(value);
  if (isOn === null) return wrong(`invalid value for ${key}: ${value}`);
  draft[property] = key === 'rw' || key === 'readwrite' ? !isOn : isOn;
  return null;
}

function setSize(key: string, value: string, draft: MountDraft): Wrong | null {
  if (draft.type !== 'tmpfs') return unexpectedKey(key, draft);
  const size = parseRamSize(value);
  if (size === null) return wrong(`invalid value for ${key}: ${value}`);
  draft.sizeBytes = size;
  return null;
}

function unexpectedKey(key: string, { type }: MountDraft): Wrong {
  return wrong(`unexpected key '${key}' for mount type '${type}'`);
}

function suggest(words: string, value: string, candidates: Iterable<string>): Wrong {
  const nearest = closest(value, candidates);
  return wrong(nearest === null ? words : `${words} (did you mean ${nearest}?)`);
}
