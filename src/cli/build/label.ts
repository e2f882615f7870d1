import { cut } from '../../model/cut.ts';
import { UsageError } from '../command.ts';

/** A `--label`: `name=value`, or `name` for one that is empty. Throws a UsageError. */
export function readLabel(text: string): readonly [name: string, value: string] {
  const [name, value = ''] = cut(text, '=');
  const visible = name.replace(/^[ \t]+/, '');
  if (visible === '') throw new UsageError(`--label needs a name in front of the '=', not '${text}'`);
  if (/[ \t]/.test(visible)) throw new UsageError(`--label needs a name without blanks, not '${name}'`);
  return [name, value];
}
