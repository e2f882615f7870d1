import type { Flag, Run } from '../parser/ast.ts';
import { type Checked, right, wrong } from '../word/checked.ts';
import { readCsvRecord } from '../word/csv-record.ts';
import { expand } from '../word/expand.ts';
import { type Dispatch, noteUndefined, refuse } from './dispatch-context.ts';
import type { Mount } from './mount.ts';
import { placeMount } from './mount-target.ts';
import { parseMount } from './parse-mount.ts';

/** What BuildKit refuses in the mounts of a RUN, and an exec form without a program (Dockerfile reference, "RUN --mount"). */
export function checkMounts(run: Run, context: Dispatch): void {
  // All mounts are read before the first is given its place.
  const mounts = run.flags.flatMap((flag) => {
    const mount = flag.name.value === 'mount' ? readMount(flag, context) : null;
    return mount === null ? [] : [{ flag, mount }];
  });
  for (const { flag, mount } of mounts) checkPlace(flag, mount, context);
  if (run.command?.kind !== 'ExecForm' || run.command.items.length > 0) return;
  refuse(
    context,
    'missing-arguments',
    run.command,
    'failed to marshal LLB definition: arguments are required',
  );
}

function readMount(flag: Flag, context: Dispatch): Mount | null {
  const record = flag.value === null ? null : readCsvRecord(flag.value.value);
  // What is no record is refused when the flag is read.
  if (record?.ok !== true) return null;
  const mount = parseMount(record.value, (value) => {
    const option = flag.options.find((each) => each.value?.value === value);
    noteUndefined(option?.value ?? { value, span: flag.span }, context);
    return expandValue(value, context);
  });
  if (mount.ok) return mount.value;
  const option = mount.field === null ? undefined : flag.options[mount.field];
  refuse(context, 'invalid-mount', option ?? flag, mount.words);
  return null;
}

function checkPlace(flag: Flag, mount: Mount, context: Dispatch): void {
  const { os, state } = context.stage;
  // Most images work in their root; where one does not, an empty target is no mistake, but hardly meant.
  const place = placeMount(mount, state.workdir ?? '/', os);
  if (!place.ok) refuse(context, 'invalid-mount', flag, place.words);
}

function expandValue(value: string, { evaluation, stage }: Dispatch): Checked<string> {
  const result = expand(value, { env: (name) => stage.environment.get(name), escape: evaluation.escape });
  return result.ok ? right(result.value) : wrong(result.message);
}
