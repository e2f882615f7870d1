import { quoteGo } from '../word/quote-go.ts';
import type { Flag, FlagOption, Run } from './ast.ts';
import type { Refuse } from './check-instruction.ts';

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
  if (flag.value?.value === '')
    refuse('invalid-flag-value', flag.span, 'failed to parse csv mounts: EOF', null);
  for (const { key, value } of flag.options) {
    if (key.value.toLowerCase() !== 'from' || value === null || !/\$[\w{]/.test(value.value)) continue;
    const words = "'from' doesn't support variable expansion, define alias stage instead";
    refuse(
      'variable-in-mount',
      value.span,
      words,
      'name a stage with `FROM image AS name` and use that name',
    );
  }
}

function checkDevice(flag: Flag, refuse: Refuse): void {
  if (flag.value?.value === '')
    refuse('invalid-flag-value', flag.span, 'failed to parse csv devices: EOF', null);
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
    if (value === null || isGoBoolean(value.value)) return;
    refuse('invalid-flag-value', value.span, `invalid value for required: ${value.value}`, null);
  } else if (value === null) {
    refuse('invalid-flag-value', span, `invalid field '${key.value}' must be a key=value pair`, null);
  } else {
    const words = `unexpected key '${known}' in '${key.value}=${value.value}'`;
    refuse('invalid-flag-value', span, words, 'a device knows `name` and `required`');
  }
}

/** What Go's `strconv.ParseBool` takes. */
function isGoBoolean(value: string): boolean {
  return /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value);
}
