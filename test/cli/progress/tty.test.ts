import { expect, it } from 'vitest';
import type { Io } from '../../../src/cli/io.ts';
import type { Display, Outcome } from '../../../src/cli/progress/display.ts';
import { openDisplay } from '../../../src/cli/progress/open-display.ts';
import { RecordingIo } from '../../build/recording-io.ts';
import { OwnClock } from './own-clock.ts';
import { Screen } from './screen.ts';
import { play } from './timeline.ts';

interface Given {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Io['env'];
  readonly outcome?: Outcome;
  /** Called instead of the end, so that the screen is that of a build that goes on. */
  readonly atEnd?: (display: Display, clock: OwnClock) => void;
}

/** The screen after a timeline. */
async function screenOf(timeline: string, given: Given = {}): Promise<Screen> {
  const { atEnd, columns = 60, env = {}, outcome = 'built', rows = 24 } = given;
  const screen = new Screen(columns, rows);
  const io = Object.assign(new RecordingIo('/', env), { stderr: screen });
  const clock = new OwnClock();
  const display = openDisplay('tty', 'unix:///d.sock', io, clock);
  const end = atEnd && { end: () => atEnd(display, clock) };
  const played: Display = {
    add: (status) => display.add(status),
    print: () => {},
    end: (how) => display.end(how),
    ...end,
  };
  play(played, clock, timeline, outcome);
  // Timers of a build that goes on belong to the clock, which stops here.
  await screen.text();
  return screen;
}

/** The text of a template literal that is indented by six blanks. */
function lines(text: string): string {
  return text.replace(/^\n/, '').replace(/^ {6}/gm, '').trimEnd();
}

const BUILD = `
  0.0 a starts [internal] load build context
  0.0 b known [2/3] RUN make
  0.0 z known exporting
  0.2 a moves context: 30
  0.6 a moved context: 1980000
  0.6 a done
  0.8 c cached
  1.0 b starts [2/3] RUN make
  1.4 b prints first\\n\\nsecond\\n
`;

it('shows a line for each step, how far it is, and the output of those that run', async () => {
  const screen = await screenOf(BUILD, { atEnd: (_, clock) => clock.moveTo(3.25) });
  expect(await screen.text()).toBe(
    lines(`
      [+] Building 3.2s (2/4)                      unix:///d.sock
       => [internal] load build context                      0.6s
       => => context: 1.98MB                                 0.4s
       => CACHED c                                           0.0s
       => [2/3] RUN make                                     2.2s
       => => # first
       => => # second
    `),
  );
  expect(screen.cursorLine).toBe(7);
});

it('leaves the lines of all steps at the end, without output', async () => {
  const screen = await screenOf(`${BUILD}\n4 b done\n4 z starts exporting\n4.5 z done`);
  expect(await screen.text()).toBe(
    lines(`
      [+] Building 4.5s (4/4) FINISHED             unix:///d.sock
       => [internal] load build context                      0.6s
       => => context: 1.98MB                                 0.4s
       => CACHED c                                           0.0s
       => [2/3] RUN make                                     3.0s
       => exporting                                          0.5s
    `),
  );
});

it('fits a narrow terminal, and one that is only a few lines high', async () => {
  const narrow = await screenOf(BUILD, { columns: 26, atEnd: () => {} });
  expect(await narrow.text()).toBe(
    lines(`
      [+] Building 1.4s (2/4)
       => [internal] load  0.6s
       => CACHED c         0.0s
       => [2/3] RUN make   0.4s
       => => # first
       => => # second
    `),
  );
  const low = await screenOf(BUILD, { rows: 4, atEnd: () => {} });
  expect(await low.text()).toBe(
    lines(`
      [+] Building 1.4s (2/4)                      unix:///d.sock
       => CACHED c                                           0.0s
       => [2/3] RUN make                                     0.4s
    `),
  );
});

it('keeps steps that run in sight, when there are more lines than the terminal has', async () => {
  const many = Array.from({ length: 20 }, (_, index) => `${index / 10} s${index} cached`).join('\n');
  const screen = await screenOf(`0 slow starts RUN slow\n${many}`, { rows: 6, atEnd: () => {} });
  const text = await screen.text();
  expect(
    text
      .split('\n')
      .slice(1)
      .map((line) => line.slice(0, 14).trim()),
  ).toEqual(['=> RUN slow', '=> CACHED s17', '=> CACHED s18', '=> CACHED s19']);
});

it('shows six lines of output at most, or BUILDKIT_TTY_LOG_LINES', async () => {
  const output = Array.from({ length: 30 }, (_, index) => `${index}\\n`).join('');
  const timeline = `0 a starts RUN\n1 a prints ${output}`;
  const logOf = async (env: Io['env']): Promise<readonly string[]> =>
    (await (await screenOf(timeline, { env, atEnd: () => {} })).text()).match(/# \d+/g) ?? [];
  expect(await logOf({})).toEqual(['# 24', '# 25', '# 26', '# 27', '# 28', '# 29']);
  expect(await logOf({ BUILDKIT_TTY_LOG_LINES: '8' })).toHaveLength(8);
});

it('is not moved or cleared by what a step prints', async () => {
  const screen = await screenOf(
    `
      0 a starts RUN
      0.2 a prints 10%\\r50%\\r100%\\n\\e[31mred\\e[0m\\e[2J\\e[H\\e]0;title\\a
      0.4 a prints \\e[1
      0.6 a prints 0A ab\\bc wide 漢字
    `,
    { atEnd: (_, clock) => clock.moveTo(0.8) },
  );
  expect(await screen.text()).toBe(
    lines(`
      [+] Building 0.8s (0/1)                      unix:///d.sock
       => RUN                                                0.8s
       => => # 100%
       => => # red ac wide 漢字
    `),
  );
});

it('shows what dlint has to say above', async () => {
  const screen = await screenOf(BUILD, {
    atEnd: (display) => {
      display.print('dlint: a note\n');
      display.print('dlint: another');
    },
  });
  const text = await screen.text();
  expect(text.split('\n').slice(0, 3)).toEqual([
    'dlint: a note',
    'dlint: another',
    '[+] Building 1.4s (2/4)                      unix:///d.sock',
  ]);
  expect(text.match(/Building/g)).toHaveLength(1);
});

it('shows the output of a step that failed, which nobody has seen, and what was stopped', async () => {
  const output = Array.from({ length: 12 }, (_, index) => `${index}\\n`).join('');
  const screen = await screenOf(
    `0 a starts RUN false\n0 b starts RUN true\n1 a prints ${output}\\e[2Jx\\n\n1.5 a fails exit code: 1\n1.5 b fails context canceled`,
    { outcome: 'failed' },
  );
  expect(await screen.text()).toBe(
    lines(`
      [+] Building 1.5s (2/2) FINISHED             unix:///d.sock
       => ERROR RUN false                                    1.5s
       => CANCELED RUN true                                  1.5s
      ------
       > RUN false:
${Array.from({ length: 12 }, (_, index) => `      1.000 ${index}`).join('\n')}
      1.000 x
      ------
    `),
  );
});

it('keeps the last thousand lines of output and says so', async () => {
  const screen = await screenOf(`0 a starts RUN\n1 a prints ${'line\\n'.repeat(100_000)}\n2 a fails it`);
  const text = screen.written.slice(screen.written.indexOf('------'));
  expect(text).toContain('\n... 99000 lines before; --progress plain shows all\n1.000 line\n');
  expect(text.match(/^1\.000 line$/gm)).toHaveLength(1000);
});

it('leaves a terminal as it was between any two writes', async () => {
  const screen = await screenOf(BUILD, { outcome: 'cancelled' });
  const count = (sequence: string): number => screen.written.split(sequence).length - 1;
  expect(count('\u001B[?25l')).toBeGreaterThan(3);
  expect(count('\u001B[?25h')).toBe(count('\u001B[?25l'));
  expect(screen.written.endsWith('\u001B[?7h\u001B[?25h')).toBe(true);
  expect(await screen.text()).toContain('=> CANCELED [2/3] RUN make');
  expect(await screen.text()).not.toContain('FINISHED');
});

it('has the colours of BUILDKIT_COLORS, and none with NO_COLOR', async () => {
  const timeline =
    '0 a starts A\n1 a done\n1 b starts B\n2 b fails it\n2 c starts C\n3 c fails context canceled\n3 c warns odd';
  const colorsOf = async (env: Io['env']): Promise<ReadonlySet<string>> =>
    new Set((await screenOf(timeline, { env })).written.match(/\u001B\[[\d;]+m/g));
  expect(await colorsOf({})).toEqual(new Set(['\u001B[34m', '\u001B[31m', '\u001B[33m', '\u001B[0m']));
  const env = {
    BUILDKIT_COLORS: 'run=light-green:error=255,0,43:nothing=red:cancel=pink:warning=constructor',
  };
  expect(await colorsOf(env)).toEqual(new Set(['\u001B[92m', '\u001B[38;5;197m', '\u001B[33m', '\u001B[0m']));
  const { written } = await screenOf(timeline, { env });
  for (const field of ['cancel=pink', 'warning=constructor']) {
    expect(written).toContain(
      `dlint: warning: BUILDKIT_COLORS: '${field}' is not run, cancel, warning or error with a colour\n`,
    );
  }
  expect(await colorsOf({ NO_COLOR: '1' })).toEqual(new Set());
});

it('is drawn ten times a second at most, or as TTY_DISPLAY_RATE says', async () => {
  const output = Array.from({ length: 100 }, (_, index) => `${1 + index / 100} a prints x\\n`).join('\n');
  const framesOf = async (env: Io['env']): Promise<number> =>
    (await screenOf(`0 a starts A\n${output}`, { env })).written.split('[+] Building').length - 1;
  expect(await framesOf({})).toBeLessThan(10 + 1 / 0.15 + 3);
  expect(await framesOf({ TTY_DISPLAY_RATE: '1000' })).toBeLessThanOrEqual(4);
});

it('lets no text of a Dockerfile steer the terminal when a step has failed', async () => {
  const screen = await screenOf('0 a starts RUN \\e[2Jmake\n 1 a fails \\e[1Abroken', { outcome: 'failed' });
  expect(await screen.text()).toContain('\n------\n > RUN make:\n------');
  expect(screen.written).not.toContain('\u001B[2J');
});
