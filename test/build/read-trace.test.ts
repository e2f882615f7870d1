import { create, toBinary } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { expect, it } from 'vitest';
import { readTrace } from '../../src/build/buildkit/read-trace.ts';
import { StatusResponseSchema } from '../../src/build/proto/status_pb.ts';

const started = new Date('2026-01-02T03:04:05.678Z');
const vertex = { digest: 'sha256:1', inputs: ['sha256:0'], name: '[1/2] RUN x', cached: false, error: '' };
const status = { id: 'a', vertex: 'sha256:1', name: 'transferring', current: 5, total: 2 ** 40 };
const range = { start: { line: 3, character: 0 }, end: { line: 4, character: 1 } };

it('reads the progress of a build', () => {
  const bytes = toBinary(
    StatusResponseSchema,
    create(StatusResponseSchema, {
      vertexes: [
        {
          ...vertex,
          started: timestampFromDate(started),
          progressGroup: { id: 'g', name: 'group', weak: true },
        },
      ],
      statuses: [{ ...status, current: 5n, total: 2n ** 40n, completed: timestampFromDate(started) }],
      logs: [{ vertex: 'sha256:1', stream: 2n, msg: Buffer.from('hé') }],
      warnings: [
        {
          vertex: 'sha256:1',
          level: 1n,
          short: Buffer.from('short'),
          detail: [Buffer.from('long')],
          url: 'https://x',
          info: { filename: 'Dockerfile', data: Buffer.from('FROM a'), language: 'Dockerfile' },
          ranges: [range],
        },
      ],
    }),
  );
  expect(readTrace(bytes)).toMatchObject({
    vertexes: [
      { ...vertex, started, completed: undefined, progressGroup: { id: 'g', name: 'group', weak: true } },
    ],
    statuses: [{ ...status, started: undefined, completed: started }],
    logs: [{ vertex: 'sha256:1', stream: 2, data: new Uint8Array(Buffer.from('hé')), timestamp: undefined }],
    warnings: [
      {
        level: 1,
        short: 'short',
        detail: ['long'],
        url: 'https://x',
        source: { filename: 'Dockerfile', language: 'Dockerfile' },
        ranges: [range],
      },
    ],
  });
});

it('keeps times to the nanosecond', () => {
  const bytes = toBinary(
    StatusResponseSchema,
    create(StatusResponseSchema, { logs: [{ timestamp: { seconds: 1_767_323_045n, nanos: 120_034_500 } }] }),
  );
  const [log] = readTrace(bytes).logs;
  expect(log?.timestamp).toEqual(new Date('2026-01-02T03:04:05.120Z'));
  expect(log?.timestamp?.nanoseconds).toBe(34_500);
  expect(log?.timestamp?.milliseconds).toBeCloseTo(1_767_323_045_120.034, 2);
  expect(JSON.stringify(log?.timestamp)).toBe('"2026-01-02T03:04:05.1200345Z"');
});

it('has no time that a Date has no room for', () => {
  const seconds = 9_000_000_000_000n;
  const bytes = toBinary(
    StatusResponseSchema,
    create(StatusResponseSchema, { logs: [{ timestamp: { seconds } }] }),
  );
  expect(readTrace(bytes).logs).toMatchObject([{ timestamp: undefined }]);
});

it('takes an empty message, and none that is cut off', () => {
  expect(readTrace(new Uint8Array())).toEqual({ vertexes: [], statuses: [], logs: [], warnings: [] });
  expect(() => readTrace(Buffer.from([0x0a, 5, 1]))).toThrow('progress that cannot be read');
});
