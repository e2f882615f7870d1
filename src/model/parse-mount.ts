import { type Checked, right, type Wrong } from '../word/checked.ts';
import type { CsvField } from '../word/csv-record.ts';
import type { Mount } from './mount.ts';
import { type MountDraft, readMountField } from './mount-field.ts';

/** A mount, or what is wrong with it and the number of the field, from 0, that says so; `null` where none does. */
export type CheckedMount =
  | { readonly ok: true; readonly value: Mount }
  | (Wrong & { readonly field: number | null });

const blank: Readonly<MountDraft> = {
  type: 'bind',
  from: '',
  source: '',
  target: '',
  readOnly: null,
  id: '',
  sharing: null,
  sizeBytes: 0,
  required: false,
  env: null,
  mode: null,
  uid: null,
  gid: null,
};

/**
 * Reads the fields of a `--mount` from left to right: the last of a kind counts, and which keys are known depends on the
 * type read before them. `expand` gives the values of variables.
 */
export function parseMount(
  fields: readonly CsvField[],
  expand: (value: string) => Checked<string>,
): CheckedMount {
  const draft = { ...blank };
  const places = new Map<keyof Mount, number>();
  for (const [index, { value }] of fields.entries()) {
    const property = readMountField(value, draft, expand);
    if (!property.ok) return { ...property, field: index };
    places.set(property.value, index);
  }
  const clash = findClash(draft);
  if (clash !== null) {
    const [words, property] = clash;
    return { ok: false, words, field: places.get(property) ?? null };
  }
  const isWritable = draft.type === 'cache' || draft.type === 'tmpfs';
  return right({ ...draft, readOnly: draft.readOnly ?? !isWritable });
}

/** What does not go with the mount's type, and the property that is too much. */
function findClash(draft: MountDraft): readonly [words: string, property: keyof Mount] | null {
  const { from, id, sharing, source, target, type } = draft;
  if (type === 'bind' || type === 'tmpfs') {
    for (const property of ['mode', 'uid', 'gid'] as const) {
      if (draft[property] !== null) return [`${property} not allowed for "${type}" type mounts`, property];
    }
  }
  if (type === 'secret') {
    if (from !== '') return ['secret mount should not have a from', 'from'];
    if (sharing !== null) return ['secret mount should not define sharing', 'sharing'];
    if (source + target + id === '') return ['invalid secret mount. one of source, target required', 'type'];
    if (source !== '' && id !== '') return ["both source and id can't be set", 'id'];
  }
  if (sharing !== null && type !== 'cache') return [`invalid cache sharing set for ${type} mount`, 'sharing'];
  return null;
}
