import { cut } from '../../model/cut.ts';
import { readCsvRecord } from '../../word/csv-record.ts';
import { BuildError } from '../build-error.ts';
import type { Environment } from '../environment.ts';

const VARIABLE = 'DOCKER_CUSTOM_HEADERS';

/** What the HTTP client says itself, or what would change who is asked: docker sends its own whatever is set, and so is done here. */
const RESERVED = new Set([
  'connection',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-registry-config',
]);

/**
 * The headers that go with every request: those of DOCKER_CUSTOM_HEADERS (`Name=value,…` as in CSV), else `HttpHeaders` of docker's
 * configuration. Values are as HTTP takes them, a character for a byte. Throws a BuildError (`CONFIG_INVALID`).
 */
export function customHeaders(
  configured: ReadonlyMap<string, string>,
  environment: Environment,
): Readonly<Record<string, string>> {
  const variable = environment[VARIABLE] ?? '';
  const [pairs, origin] =
    variable === '' ? [[...configured], 'HttpHeaders in config.json'] : [readVariable(variable), VARIABLE];
  const headers: Record<string, string> = {};
  for (const [name, value] of pairs) {
    if (RESERVED.has(name.toLowerCase())) continue;
    const problem = problemOf(name, value);
    if (problem !== undefined)
      throw new BuildError('CONFIG_INVALID', `the header "${shownName(name)}" of ${origin} ${problem}`);
    headers[name.toLowerCase()] = Buffer.from(value, 'utf8').toString('latin1');
  }
  return headers;
}

function readVariable(variable: string): readonly (readonly [string, string])[] {
  const fields = readCsvRecord(variable);
  if (!fields.ok)
    throw new BuildError(
      'CONFIG_INVALID',
      `${VARIABLE} is not a list such as Name=value,"Other=a,b": ${fields.words}`,
    );
  return fields.value.map(({ value: pair }) => {
    const [name, value] = cut(pair, '=');
    if (value === undefined)
      throw new BuildError(
        'CONFIG_INVALID',
        `${VARIABLE} names "${shownName(pair)}" without a value: write Name=value`,
      );
    return [name.trim(), value] as const;
  });
}

/** What is surely a name: who writes `Name: value` by mistake has a value in it, which may be a secret. */
function shownName(text: string): string {
  const name = /^[\w!#$%&'*+.^`|~-]*/.exec(text.trim())?.[0] ?? '';
  return name === text.trim() ? name : `${name}…`;
}

function problemOf(name: string, value: string): string | undefined {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return 'has a name that HTTP does not allow';
  return /[\x00-\x08\x0a-\x1f\x7f]/.test(value) ? 'has a value with control characters' : undefined;
}
