import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { folder, report } from './fixtures.ts';
import { describeWithProgram } from './programs.ts';

const schemas = join(folder, 'schemas');

/** What a value has wrong by a JSON schema. */
function mistakes(schema: string, value: unknown): unknown {
  const ajv = new Ajv.default({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(join(schemas, `${schema}.json`), 'utf8')));
  return validate(value) ? [] : validate.errors;
}

/** The fixtures as they are, nothing found, and hadolint's way. */
const runs = [
  ['findings', [], undefined],
  ['no findings', [], ['clean/Dockerfile']],
  ["hadolint's preset", ['--preset', 'hadolint'], undefined],
] as const;

describe.each(runs)('with %s', (_, args, names) => {
  it.each(['sarif', 'rdjson', 'sonarqube'])('%s follows its schema', async (format) => {
    const value: unknown = JSON.parse(await report(format, args, names));
    const schema = format === 'sarif' ? 'sarif-2.1.0' : format;
    expect(mistakes(schema, value)).toEqual([]);
  });

  it.each(['gitlab', 'codeclimate'])('%s has issues that follow their schema', async (format) => {
    const text = await report(format, args, names);
    const issues: readonly { readonly fingerprint: string }[] =
      format === 'gitlab'
        ? JSON.parse(text)
        : text
            .split('\0')
            .slice(0, -1)
            .map((issue) => JSON.parse(issue));
    expect(issues.length > 0).toBe(names === undefined);
    expect(issues.flatMap((issue) => mistakes('codeclimate', issue))).toEqual([]);
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  });
});

describeWithProgram('xmllint', 'with xmllint', () => {
  it.each(runs)('checkstyle and JUnit follow their schemas: %s', async (_, args, names) => {
    for (const format of ['checkstyle', 'junit']) {
      const input = await report(format, args, names);
      // Throws with what xmllint says.
      execFileSync('xmllint', ['--noout', '--nonet', '--schema', join(schemas, `${format}.xsd`), '-'], {
        input,
        stdio: 'pipe',
      });
    }
  });
});
