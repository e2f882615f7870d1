import type { Flag, Run } from '../parser/ast.ts';
import { expand } from '../word/expand.ts';
import { type Checked, right, wrong } from './checked.ts';
import { readCsvRecord } from './csv-record.ts';
import { type Dispatch, refuse } from './dispatch-context.ts';
import { parseMount } from './mount.ts';
import { placeMount } from './mount-target.ts';

/** What BuildKit refuses in the mounts of a RUN, and an exec form without a program (Dockerfile reference, "RUN --mount"). */
export function checkMounts(run: Run, context: Dispatch): void {
  for (const flag of run.flags) if (flag.name.value === 'mount') checkMount(flag, context);
  if (run.command?.kind !== 'ExecForm' || run.command.items.length > 0) return;
  refuse(
    context,
    'missing-arguments',
    run.command,
    'failed to marshal LLB definition: arguments are required',
  );
}

function checkMount(flag: Flag, context: Dispatch): void {
  const record = flag.value === null ? null : readCsvRecord(flag.value.value);
  // What is no record is refused when the flag is read.
  if (record?.ok !== true) return;
  const mount = parseMount(record.value, (value) => expandValue(value, context));
  if (!mount.ok) {
    const wrongField = mount.field === null ? undefined : flag.options[mount.field];
    return refuse(context, 'invalid-mount', wrongField ?? flag, mount.words);
  }
  const { os, state } = context.stage;
  const place = placeMount(mount.value, state.workdir ?? '/', os);
  if (!place.ok) refuse(context, 'invalid-mount', flag, place.words);
}

function expandValue(value: string, { evaluation, stage }: Dispatch): Checked<string> {
  const result = expand(value, { env: (name) => stage.environment.get(name), escape: evaluation.escape });
  return result.ok ? right(result.value) : wrong(result.message);
}
