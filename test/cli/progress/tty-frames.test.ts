import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SolveStatus } from '../../../src/build/index.ts';
import type { Display } from '../../../src/cli/progress/display.ts';
import { openDisplay } from '../../../src/cli/progress/open-display.ts';
import { RecordingIo } from '../../build/recording-io.ts';
import { OwnClock } from './own-clock.ts';
import { Screen } from './screen.ts';
import { play } from './timeline.ts';

const STEP = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
const WORD = fc.constantFrom(
  'x',
  'é',
  '漢字',
  '👩‍👩‍👧‍👧',
  '\\e[2J',
  '\\e[9A',
  '\\r',
  '\\b',
  '\\n',
  '\t',
  ' ',
  'e\u0301',
  'word'.repeat(40),
);
const TEXT = fc.array(WORD, { maxLength: 12 }).map((words) => words.join(''));
const EVENT = fc.oneof(
  fc.tuple(STEP, fc.constant('starts'), TEXT),
  fc.tuple(STEP, fc.constant('prints'), TEXT),
  fc.tuple(STEP, fc.constant('moves'), fc.constantFrom('layer 1/30', '漢字 10', 'other 20000000/30000000')),
  fc.tuple(STEP, fc.constant('warns'), TEXT),
  fc.tuple(STEP, fc.constantFrom('done', 'cached', 'fails'), fc.constant('')),
);
const BUILD = fc.record({
  columns: fc.integer({ min: 8, max: 100 }),
  rows: fc.integer({ min: 3, max: 30 }),
  events: fc.array(EVENT, { minLength: 1, maxLength: 60 }),
});

it('draws over all that it has drawn, on a terminal of any size', async () => {
  await fc.assert(
    fc.asyncProperty(BUILD, async ({ columns, events, rows }) => {
      const screen = new Screen(columns, rows);
      const clock = new OwnClock();
      const io = Object.assign(new RecordingIo('/'), { stderr: screen });
      const display = openDisplay('tty', 'unix:///d.sock', io, clock);
      const headers = async (): Promise<number> => (await screen.text()).match(/^\[\+\]/gm)?.length ?? 0;
      const timeline = ['0.0 z starts z', ...events.map((event, index) => `${index / 5} ${event.join(' ')}`)];
      const watched: Display = {
        add: (status: SolveStatus) => display.add(status),
        print: () => {},
        end: () => clock.moveTo(events.length),
      };
      play(watched, clock, timeline.join('\n'));
      expect(await headers()).toBe(1);
      expect(screen.cursorLine).toBeLessThan(rows);
      display.end('built');
      expect(await headers()).toBe(1);
    }),
  );
});
