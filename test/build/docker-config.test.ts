import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DockerConfig, readDockerConfig } from '../../src/build/docker-config/config-file.ts';
import { customHeaders } from '../../src/build/docker-config/custom-headers.ts';
import { readJsonText } from '../../src/build/docker-config/json-text.ts';
import { proxyBuildArguments } from '../../src/build/docker-config/proxy-build-arguments.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** Parts of JSON, and of what is almost JSON. */
const PARTS = [
  ...'{}[],:"\\ x0',
  ...[
    'true',
    'False',
    'null',
    'NULL',
    '"a"',
    '"\\n"',
    '"\\N"',
    '"\\u00aF"',
    '"\\U00af"',
    '1.5',
    '1e5',
    '-1E+5',
    '0',
  ],
] as const;

describe('readJsonText', () => {
  it('reads what JSON.parse reads, whatever follows it', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom('', ' ', '\n}', ' trailing', ','), (text, rest) => {
        const isNumber = /^[-\d]/.test(text);
        expect(readJsonText(isNumber ? text : text + rest)).toEqual({
          ok: true,
          value: JSON.parse(text),
          rest: isNumber ? '' : rest,
        });
      }),
    );
  });

  it('finds no value where JSON.parse finds none in any beginning of the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PARTS), { maxLength: 8 }), (parts) => {
        const text = parts.join('');
        const isJson = [...text].some((_, at) => parses(text.slice(0, at + 1)));
        expect(readJsonText(text).ok).toBe(isJson);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['', 1, 1],
    ['{nope', 1, 2],
    ['{\n  "a": 1,\n}', 3, 1],
    ['{"a": [1, 2}', 1, 12],
    ['{"a" 1}', 1, 6],
    ['\uFEFF{}', 1, 1],
    ['{"a": "\n"}', 1, 7],
    ['[1 2]', 1, 4],
    ['{"a": True}', 1, 7],
    ['{"a": "\\N"}', 1, 7],
  ])('tells where %j stops to be JSON', (text, line, column) => {
    expect(readJsonText(text)).toEqual({ ok: false, line, column });
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function read(config: string | undefined): {
  config: DockerConfig;
  warnings: readonly string[];
  folder: string;
} {
  const folder = temporaryFolder(config === undefined ? {} : { 'config.json': config });
  const warnings: string[] = [];
  return { config: readDockerConfig(folder, {}, (text) => warnings.push(text)), warnings, folder };
}

describe('readDockerConfig', () => {
  it('reads names in any case', () => {
    const { config, warnings } = read(
      '{"CURRENTCONTEXT": "one", "httpheaders": {"A": "1"}, "credsstore": "x"} rest',
    );
    expect(config).toMatchObject({ currentContext: 'one', credentialStore: 'x' });
    expect(config.httpHeaders).toEqual(new Map([['A', '1']]));
    expect(warnings).toEqual([]);
  });

  it('takes a file that is missing or null for an empty one', () => {
    expect(read(undefined)).toMatchObject({ warnings: [], config: { currentContext: undefined } });
    expect(read('null')).toMatchObject({ warnings: [], config: { currentContext: undefined } });
  });

  it('warns of a broken one with its place, and never with what it holds', () => {
    const { warnings, folder } = read('{"auths": {"r": {"auth": "c2VjcmV0"\n secret');
    expect(warnings).toEqual([`${folder}/config.json:2:2: this is not JSON, so the file is ignored`]);
    expect(read('[1]').warnings).toEqual([expect.stringContaining('this is no JSON object')]);
  });

  it('warns of one that cannot be read', () => {
    const folder = temporaryFolder({ 'config.json/x': '' });
    const warnings: string[] = [];
    readDockerConfig(undefined, { DOCKER_CONFIG: folder }, (text) => warnings.push(text));
    expect(warnings).toEqual([`${folder}/config.json cannot be read (it is a directory), so it is ignored`]);
  });
});

describe('customHeaders', () => {
  const headers = (variable: string, configured: Record<string, string> = {}) =>
    customHeaders(new Map(Object.entries(configured)), { DOCKER_CUSTOM_HEADERS: variable });

  it('reads the variable as CSV, and instead of the configuration', () => {
    expect(headers('A=1, b =2 x,"C=3,4",D=,A=5', { E: '6' })).toEqual({ a: '5', b: '2 x', c: '3,4', d: '' });
    expect(headers('', { E: '6' })).toEqual({ e: '6' });
  });

  it('leaves out what is sent anyway, as docker does', () => {
    expect(headers('Host=x,content-type=y,Transfer-Encoding=z,A=1')).toEqual({ a: '1' });
  });

  it('sends UTF-8', () => {
    expect(headers('', { E: 'ä' })).toEqual({ e: 'Ã¤' });
  });

  it.each([
    ['A', 'names "A" without a value'],
    ['A="1', 'is not a list'],
    ['=1', 'has a name that HTTP does not allow'],
  ])('refuses %s', (variable, message) => {
    expect(() => headers(variable)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    expect(() => headers(variable)).toThrow(message);
  });

  it.each(['Authorization: Bearer secret', 'Authorization: Bearer secret=='])(
    'does not show what may be a value: %s',
    (variable) => {
      const message = expect.stringMatching(/^(?!.*(?:Bearer|secret)).*"Authorization…"/);
      expect(() => headers(variable)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', message }));
    },
  );

  it('refuses a value that would end the header', () => {
    expect(() => headers('', { 'X-Bad': 'a\r\nb' })).toThrow('has a value with control characters');
  });
});

describe('proxyBuildArguments', () => {
  const proxies = new Map<string, unknown>([
    ['default', { httpProxy: 'http://p:1', noProxy: 'a,b', ftpProxy: '' }],
    ['tcp://h:1', { allProxy: 'socks5://p:2' }],
    ['unix:///s', {}],
  ]);

  it('has those of the daemon, else the default ones, in capitals and not', () => {
    expect(proxyBuildArguments({ proxies }, 'tcp://other:1')).toEqual({
      HTTP_PROXY: 'http://p:1',
      http_proxy: 'http://p:1',
      NO_PROXY: 'a,b',
      no_proxy: 'a,b',
    });
    expect(proxyBuildArguments({ proxies }, 'tcp://h:1')).toEqual({
      ALL_PROXY: 'socks5://p:2',
      all_proxy: 'socks5://p:2',
    });
    expect(proxyBuildArguments({ proxies }, 'unix:///s')).toEqual({});
  });
});
