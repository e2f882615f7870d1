import { expect, it } from 'vitest';
import type { Outcome } from '../../../src/cli/progress/display.ts';
import { openDisplay } from '../../../src/cli/progress/open-display.ts';
import { RecordingIo } from '../../build/recording-io.ts';
import { OwnClock } from './own-clock.ts';
import { play } from './timeline.ts';

/** What is shown of a timeline, without the first line, and without the indentation of the expected text. */
function shown(timeline: string, { outcome = 'built' as Outcome, env = {} } = {}): string {
  const io = new RecordingIo('/', env);
  const clock = new OwnClock();
  play(openDisplay('plain', 'unix:///d.sock', io, clock), clock, timeline, outcome);
  expect(clock.isWaitedFor).toBe(false);
  const title = '#0 building with BuildKit at unix:///d.sock\n\n';
  expect(io.err.startsWith(title)).toBe(true);
  return io.err.slice(title.length);
}

/** The text of a template literal that is indented by six blanks. */
function lines(text: string): string {
  return text.replace(/^\n/, '').replace(/^ {6}/gm, '').replace(/ +$/, '');
}

it('names a step when its turn begins, and tells how it ends', () => {
  expect(
    shown(`
      0.0 a starts [internal] load build definition
      0.2 a done
      0.4 b cached
      0.6 c starts [2/2] RUN make
      0.8 c prints one\\ntwo\\n
      2.1 c done
    `),
  ).toBe(
    lines(`
      #1 [internal] load build definition
      #1 DONE 0.2s

      #2 b
      #2 CACHED

      #3 [2/2] RUN make
      #3 0.200 one
      #3 0.200 two
      #3 DONE 1.5s
      `),
  );
});

it('shows the time of output with as many digits as BuildKit', () => {
  expect(
    shown(`
      0 a starts RUN
      9.5 a prints 1\\n
      10 a prints 2\\n
      99.99 a prints 3\\n
      100 a prints 4\\n
      101 a done
    `),
  ).toBe('#1 RUN\n#1 9.500 1\n#1 10.00 2\n#1 99.99 3\n#1 100.0 4\n#1 DONE 101.0s\n');
});

it('shows parts of a line as they come, and ends the line with its step', () => {
  expect(
    shown(`
      0 a starts RUN
      0.2 a prints one
      0.4 a prints , two
      0.6 a done
    `),
  ).toBe('#1 RUN\n#1 0.200 one, two\n#1 DONE 0.6s\n');
});

it('keeps characters whole that come in parts', () => {
  const io = new RecordingIo('/');
  const clock = new OwnClock();
  const display = openDisplay('plain', 'd', io, clock);
  const status = { vertexes: [], statuses: [], warnings: [] };
  play(
    {
      add: (part) => {
        display.add(part);
        for (const data of [Buffer.from('ä\n').subarray(0, 1), Buffer.from('ä\n').subarray(1)])
          display.add({ ...status, logs: [{ vertex: 'a', stream: 1, data, timestamp: undefined }] });
      },
      print: () => {},
      end: (outcome) => display.end(outcome),
    },
    clock,
    '0 a starts RUN',
  );
  expect(io.err).toContain('#1 0.000 ä\n');
});

it('leaves a step that takes long for one that is done, and comes back', () => {
  expect(
    shown(`
      0 a starts RUN slow
      0.2 a prints begun
      0.4 b starts RUN quick
      0.6 b done
      1.0 a prints \\nmore\\n
      1.2 a done
    `),
  ).toBe(
    lines(`
      #1 RUN slow
      #1 0.200 begun
      #1 ...

      #2 RUN quick
      #2 DONE 0.2s

      #1 RUN slow
      #1 0.200 begun
      #1 1.000 more
      #1 DONE 1.2s
      `),
  );
});

it('leaves a step for a busier one when it has had its share', () => {
  const busy = Array.from({ length: 18 }, (_, index) => {
    const time = (0.5 + index / 2).toFixed(1);
    return `${time} a prints a\\n\n${time} b prints b\\n\n${time} b prints b\\n`;
  });
  const text = shown(`0 a starts A\n0 b starts B\n${busy.join('\n')}\n9.5 a done\n9.5 b done`);
  const turns = text.split('\n').filter((line) => / (?:A|B|\.\.\.|DONE .*)$/.test(line));
  expect(turns.slice(0, 3)).toEqual(['#1 A', '#1 ...', '#2 B']);
  // A third of what comes is from A, so that it has 5 s / (1 - 1/3).
  expect(text).toContain('#1 7.500 a\n#1 ...\n\n#2 B\n#2 0.500 b\n');
});

it('leaves a step after ten seconds for one that says little', () => {
  const busy = Array.from({ length: 24 }, (_, index) => `${(index + 1) / 2} a prints a\\n`);
  const text = shown(`0 a starts A\n0 b starts B\n${busy.join('\n')}\n13 a done\n13 b done`);
  expect(text).toMatch(/^#1 10\.\d\d a\n#1 \.\.\.\n\n#2 B\n/m);
});

it('shows how far something is each twentieth of the way or each five seconds, and its end', () => {
  expect(
    shown(`
      0 a starts FROM x
      0.2 a moves layer 0/1000000
      0.4 a moves layer 10000/1000000
      0.6 a moves layer 50000/1000000
      6 a moves layer 51000/1000000
      7 a moved layer 1000000/1000000
      7.2 a moves unknown 999
      7.4 a moved unknown 1500
      8 a done
    `),
  ).toBe(
    lines(`
      #1 FROM x
      #1 layer 0B / 1.00MB
      #1 layer 50.00kB / 1.00MB 0.4s
      #1 layer 51.00kB / 1.00MB 5.8s
      #1 layer 1.00MB / 1.00MB 6.8s done
      #1 unknown 999B
      #1 unknown 1.50kB 0.2s done
      #1 DONE 8.0s
      `),
  );
});

it('shows warnings in their step', () => {
  expect(shown('0 a starts A\n0.1 a warns odd\n0.5 a done')).toBe('#1 A\n#1 WARN: odd\n#1 DONE 0.5s\n');
});

it('shows the last ten lines of a step once more that failed, but not of one that was stopped by it', () => {
  const output = Array.from({ length: 12 }, (_, index) => `${index + 1}\\n`).join('');
  const text = shown(
    `
      0 a starts RUN false
      0 b starts RUN true
      0.5 a prints ${output}open
      1 a fails exit code: 1
      1 b fails context canceled
    `,
    { outcome: 'failed' },
  );
  const last = [4, 5, 6, 7, 8, 9, 10, 11, 12].map((number) => `0.500 ${number}\n`).join('');
  expect(text).toContain('#1 0.500 open\n#1 ERROR: exit code: 1\n');
  expect(text).toContain('#2 CANCELED\n');
  expect(text.slice(text.indexOf('------'))).toBe(`------\n > RUN false:\n${last}0.500 open\n------\n`);
});

it('says of steps that run that they were stopped, when the build is', () => {
  expect(shown('0 a starts RUN sleep', { outcome: 'cancelled' })).toBe('#1 RUN sleep\n#1 CANCELED\n');
});

it('shows the steps of a group as one, and none of a group that is weak', () => {
  expect(
    shown(`
      0 a joins linking
      0 a starts A
      0 c joins weak hidden
      0 c starts C
      0.2 b joins linking
      0.2 b starts B
      0.4 a done
      0.6 b prints from b\\n
      1.0 b done
      1.0 c done
    `),
  ).toBe('#1 linking\n#1 0.600 from b\n#1 DONE 1.0s\n');
});

it('counts times that overlap once, and pauses not at all', () => {
  expect(
    shown(`
      0 a starts A
      1 a done
      3 a starts
      4 a done
    `),
  ).toBe('#1 A\n#1 DONE 1.0s\n\n#1 A\n#1 DONE 2.0s\n');
});

it('shortens names with PROGRESS_NO_TRUNC=0', () => {
  const name = 'x'.repeat(80);
  const timeline = `0 a starts ${name}\n1 a done`;
  expect(shown(timeline)).toContain(`#1 ${name}\n`);
  expect(shown(timeline, { env: { PROGRESS_NO_TRUNC: '0' } })).toContain(`#1 ${'x'.repeat(72)}...\n`);
});

it('does not keep what it has printed', () => {
  const io = new RecordingIo('/');
  const clock = new OwnClock();
  const text = `${'many lines\\n'.repeat(100_000)}`;
  play(openDisplay('plain', 'd', io, clock), clock, `0 a starts RUN\n1 a prints ${text}\n2 a fails it`);
  expect(io.err.match(/^#1 1\.000 many lines$/gm)).toHaveLength(100_000);
  expect(io.err.match(/^1\.000 many lines$/gm)).toHaveLength(10);
});

it('lets no text of a Dockerfile steer the terminal or begin a line', () => {
  const text = shown(`
    0 a starts RUN \\e[2Jone\\ntwo
    0.1 a warns \\e]0;title\\aodd
    0.2 a moves \\e[1Alayer 10
    0.3 a fails \\e[31mbroken\\nhere
  `);
  expect(text).toBe(
    lines(`
      #1 RUN one two
      #1 WARN: odd
      #1 layer 10B
      #1 ERROR: broken here
      ------
       > RUN one two:
      ------
      `),
  );
});
