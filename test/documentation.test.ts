import { describe, expect, it } from 'vitest';
import { exampleRows, examplesOf, runExample } from './examples.ts';

describe.each(['README.md', 'docs/library.md'])('%s', (page) => {
  const examples = examplesOf(page);

  it('has examples', () => {
    expect(examples.length).toBeGreaterThan(0);
  });

  it.each(exampleRows(examples))('%s', (code, output) => {
    const printed = runExample(code);
    if (output === undefined) expect(printed).not.toBe('');
    else expect(printed).toBe(output);
  });
});
