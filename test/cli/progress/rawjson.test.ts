import { expect, it } from 'vitest';
import { PreciseDate } from '../../../src/build/buildkit/precise-date.ts';
import type { SolveStatus } from '../../../src/build/index.ts';
import { RawJsonDisplay } from '../../../src/cli/progress/rawjson.ts';

const NOTHING: SolveStatus = { vertexes: [], statuses: [], logs: [], warnings: [] };
const SECOND = 1_767_323_045;

function shown(status: Partial<SolveStatus>): string {
  let text = '';
  new RawJsonDisplay((more) => {
    text += more;
  }).add({ ...NOTHING, ...status });
  return text;
}

it('leaves out what is empty, and writes times to the nanosecond', () => {
  const started = new PreciseDate(SECOND, 120_034_500);
  const times = { started, completed: new PreciseDate(SECOND, 0) };
  const vertex = {
    digest: 'sha256:1',
    inputs: [],
    name: 'A',
    cached: false,
    error: '',
    progressGroup: undefined,
  };
  const group = { id: 'g', name: '', weak: true };
  expect(
    shown({
      vertexes: [
        { ...vertex, ...times },
        {
          ...vertex,
          inputs: ['sha256:0'],
          cached: true,
          error: 'why',
          progressGroup: group,
          started,
          completed: undefined,
        },
      ],
    }),
  ).toBe(
    '{"vertexes":[{"digest":"sha256:1","name":"A","started":"2026-01-02T03:04:05.1200345Z","completed":"2026-01-02T03:04:05Z"},' +
      '{"digest":"sha256:1","inputs":["sha256:0"],"name":"A","started":"2026-01-02T03:04:05.1200345Z","cached":true,"error":"why",' +
      '"progressGroup":{"id":"g","weak":true}}]}\n',
  );
});

it('writes output as base64, and zeros where Go does', () => {
  const status = { id: 'x', vertex: 'v', name: 'n', total: 0, current: 0, timestamp: undefined };
  expect(
    shown({
      logs: [{ vertex: 'v', stream: 2, data: Buffer.from('é\n'), timestamp: new PreciseDate(SECOND, 1) }],
      statuses: [{ ...status, started: undefined, completed: undefined }],
    }),
  ).toBe(
    '{"statuses":[{"id":"x","vertex":"v","name":"n","current":0,"timestamp":"1970-01-01T00:00:00Z"}],' +
      '"logs":[{"vertex":"v","stream":2,"data":"w6kK","timestamp":"2026-01-02T03:04:05.000000001Z"}]}\n',
  );
});

it('writes one line for each message, also for one that says nothing', () => {
  expect(shown({})).toBe('{}\n');
});
