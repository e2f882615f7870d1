import { readCsvRecord } from '../word/csv-record.ts';
import { parseGoBoolean } from '../word/go-number.ts';
import { quoteGo } from '../word/quote-go.ts';
import type { Flag, FlagOption, Run } from './ast.ts';
import type { Refuse } from './refusal.ts';

/** The values of `--mount`, `--network`, `--security` and `--device` as far as BuildKit reads them before it builds (Dockerfile reference, "RUN"). */
export function checkRunFlags({ flags }: Run, refuse: Refuse): void {
  for (const flag of flags) {
    if (flag.value === null) continue;
    switch (flag.name.value) {
      case 'mount':
        checkMount(flag, refuse);
        break;
      case 'network':
        if (['default', 'none', 'host'].includes(flag.value.value)) break;
        refuse(
          'invalid-flag-value',
          flag.value.span,
          `invalid network mode ${quoteGo(flag.value.value)}`,
          'use `default`, `none` or `host`',
        );
        break;
      case 'security':
        if (['sandbox', 'insecure'].includes(flag.value.value)) break;
        refuse(
          'invalid-flag-value',
          flag.value.span,
          `security ${quoteGo(flag.value.value)} is not valid`,
          'use `sandbox` or `insecure`',
        );
        break;
      case 'device':
        checkDevice(flag, refuse);
    }
  }
}

function checkMount(flag: Flag, refuse: Refuse): void {
  if (!checkRecord(flag, 'mounts', refuse)) return;
  for (const { key, value } of flag.options) {
    if (key.value.toLowerCase() !== 'from' || value === null || !holdsVariable(value.value)) continue;
    const words = "'from' doesn't support variable expansion, define alias stage instead";
    refuse(
      'variable-in-mount',
      value.span,
      words,
      'name a stage with `FROM image AS name` and use that name',
    );
  }
}

/** BuildKit looks at the first `$` only. */
function holdsVariable(name: string): boolean {
  const dollar = name.indexOf('$');
  return dollar !== -1 && dollar < name.length - 1;
}

/** Whether a flag's value can be split at its commas. */
function checkRecord(flag: Flag, what: string, refuse: Refuse): boolean {
  const record = readCsvRecord(flag.value?.value ?? '');
  if (!record.ok)
    refuse('invalid-flag-value', flag.span, `failed to parse csv ${what}: ${record.words}`, null);
  return record.ok;
}

function checkDevice(flag: Flag, refuse: Refuse): void {
  if (!checkRecord(flag, 'devices', refuse)) return;
  let name: string | null = null;
  for (const option of flag.options) {
    const given = nameIn(option, name === null);
    if (given !== null && name !== null) {
      refuse('invalid-flag-value', option.span, `device name already set to ${name}`, null);
    } else if (given !== null) name = given;
    else checkDeviceOption(option, refuse);
  }
}

/** The device that an option names: the value of `name=`, or the whole first option of no known key. */
function nameIn({ key, value }: FlagOption, isFirst: boolean): string | null {
  const known = key.value.toLowerCase();
  if (known === 'name' && value !== null) return value.value;
  if (known === 'required' || !isFirst) return null;
  return value === null ? key.value : `${key.value}=${value.value}`;
}

function checkDeviceOption({ key, span, value }: FlagOption, refuse: Refuse): void {
  const known = key.value.toLowerCase();
  if (known === 'required') {
    if (value === null || parseGoBoolean(value.value) !== null) return;
    refuse('invalid-flag-value', value.span, `invalid value for required: ${value.value}`, null);
  } else if (value === null) {
    refuse('invalid-flag-value', span, `invalid field '${key.value}' must be a key=value pair`, null);
  } else {
    const words = `unexpected key '${known}' in '${key.value}=${value.value}'`;
    refuse('invalid-flag-value', span, words, 'a device knows `name` and `required`');
  }
}
