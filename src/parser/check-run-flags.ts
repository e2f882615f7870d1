import { quoteGo } from '../word/quote-go.ts';
import type { Flag, Run } from './ast.ts';
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
  for (const [index, { key, span, value }] of flag.options.entries()) {
    const given =
      value === null && index === 0
        ? key.value
        : key.value.toLowerCase() === 'name'
          ? value?.value
          : undefined;
    if (given !== undefined) {
      if (name !== null) refuse('invalid-flag-value', span, `device name already set to ${name}`, null);
      name = given;
    } else if (key.value.toLowerCase() === 'required') {
      if (value === null || isGoBoolean(value.value)) continue;
      refuse('invalid-flag-value', value.span, `invalid value for required: ${value.value}`, null);
    } else if (value === null) {
      refuse('invalid-flag-value', span, `invalid field '${key.value}' must be a key=value pair`, null);
    }
  }
}

/** What Go's `strconv.ParseBool` takes. */
function isGoBoolean(value: string): boolean {
  return /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value);
}
