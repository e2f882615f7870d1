import { describe, expect, it } from 'vitest';
import type { SolveStatus } from '../../src/build/index.ts';
import { StepPrinter } from '../../src/cli/step-printer.ts';

const NOW = new Date(0);

function vertex(digest: string, name: string, completed?: Date): SolveStatus['vertexes'][number] {
  return {
    digest,
    inputs: [],
    name,
    cached: false,
    started: NOW,
    completed,
    error: '',
    progressGroup: undefined,
  };
}

function log(digest: string, text: string | Uint8Array, stream = 1): SolveStatus['logs'][number] {
  return { vertex: digest, stream, data: Buffer.from(text), timestamp: NOW };
}

/** What is shown of these parts of a build's progress. */
function shown(...parts: readonly Partial<SolveStatus>[]): readonly string[] {
  const texts: string[] = [];
  const printer = new StepPrinter((text) => texts.push(text));
  for (const part of parts) printer.add({ vertexes: [], statuses: [], logs: [], warnings: [], ...part });
  return texts.map((text) => text.replace(/\n$/, ''));
}

describe('StepPrinter', () => {
  it('shows steps when they begin and end', () => {
    expect(
      shown(
        { vertexes: [vertex('a', '[1/2] FROM x')] },
        { vertexes: [vertex('b', '[2/2] RUN y')] },
        { vertexes: [{ ...vertex('a', '', NOW), cached: true }] },
        { vertexes: [{ ...vertex('b', '', NOW), error: 'exit code: 1' }] },
      ),
    ).toEqual(['#1 [1/2] FROM x', '#2 [2/2] RUN y', '#1 CACHED', '#2 ERROR: exit code: 1']);
  });

  it('keeps lines whole that come in parts, each stream for itself', () => {
    expect(
      shown(
        { vertexes: [vertex('a', 'A'), vertex('b', 'B')] },
        { logs: [log('a', 'one '), log('b', 'other\n'), log('a', 'error\n', 2)] },
        { logs: [log('a', 'line\nnext')] },
        { vertexes: [vertex('a', '', NOW)] },
      ),
    ).toEqual(['#1 A', '#2 B', '#2 other', '#1 error', '#1 one line', '#1 next', '#1 DONE']);
  });

  it('keeps characters whole that come in parts', () => {
    const [head, tail] = [Buffer.from('ä\n').subarray(0, 1), Buffer.from('ä\n').subarray(1)];
    expect(
      shown({ vertexes: [vertex('a', 'A')] }, { logs: [log('a', head)] }, { logs: [log('a', tail)] }),
    ).toEqual(['#1 A', '#1 ä']);
  });

  it('keeps blank lines', () => {
    expect(shown({ vertexes: [vertex('a', 'A')], logs: [log('a', 'x\n\n'), log('a', '\ny\n')] })).toEqual([
      '#1 A',
      '#1 x',
      '#1 ',
      '#1 ',
      '#1 y',
    ]);
  });

  it('shows what comes when the step is over', () => {
    expect(shown({ vertexes: [vertex('a', 'A', NOW)] }, { logs: [log('a', 'late')] })).toEqual([
      '#1 A',
      '#1 DONE',
      '#1 late',
    ]);
  });
});
