import { PreciseDate } from '../../../src/build/buildkit/precise-date.ts';
import type { ProgressGroup, SolveStatus, Vertex, VertexStatus } from '../../../src/build/index.ts';
import type { Display, Outcome } from '../../../src/cli/progress/display.ts';
import type { OwnClock } from './own-clock.ts';

/** What each verb of a timeline says of a step. */
type Verb = (event: {
  readonly status: MutableStatus;
  readonly state: State;
  readonly time: PreciseDate;
  readonly rest: string;
}) => void;

type MutableStatus = { -readonly [Part in keyof SolveStatus]: SolveStatus[Part][number][] };
type State = { vertex: Vertex; readonly statuses: Map<string, VertexStatus> };

/**
 * The messages of a build, written by hand. Each line is `SECONDS STEP VERB …`; lines of the same time are one message, and `\n`, `\r`,
 * `\a`, `\b` and `\e` stand for what they mean in C.
 *
 *     0.0 a starts [1/2] FROM alpine
 *     0.2 a moves layer 10/40        (or `moves layer 10`, `moved layer 40/40`)
 *     0.5 a prints hello\n
 *     0.6 a warns Something is odd
 *     1.0 a done                     (or `cached`, `fails REASON`)
 *
 * `known NAME` is a step that has not begun, `joins GROUP` (or `joins weak GROUP`) makes it one of a group.
 */
export function play(display: Display, clock: OwnClock, timeline: string, outcome: Outcome = 'built'): void {
  const states = new Map<string, State>();
  const lines = timeline.split('\n').flatMap((line) => /^\s*([\d.]+) (\S+) (\S+) ?(.*)$/.exec(line) ?? []);
  let pending: { readonly seconds: string; readonly status: MutableStatus } | undefined;
  const send = (): void => {
    if (pending === undefined) return;
    clock.moveTo(Number(pending.seconds));
    display.add(pending.status);
  };
  for (let index = 0; index < lines.length; index += 5) {
    const [, seconds = '', id = '', verb = '', rest = ''] = lines.slice(index, index + 5);
    if (pending?.seconds !== seconds) {
      send();
      pending = { seconds, status: { vertexes: [], statuses: [], logs: [], warnings: [] } };
    }
    const state = states.get(id) ?? { vertex: newVertex(id), statuses: new Map() };
    states.set(id, state);
    const does = VERBS[verb];
    if (does === undefined) throw new Error(`no verb of a timeline: ${verb}`);
    does({ status: pending.status, state, time: at(Number(seconds)), rest: unescape(rest) });
  }
  send();
  display.end(outcome);
}

/** So many seconds after the beginning of an `OwnClock`. */
export function at(seconds: number): PreciseDate {
  const milliseconds = Math.round(seconds * 1000);
  return new PreciseDate(1_767_323_045 + Math.floor(milliseconds / 1000), (milliseconds % 1000) * 1_000_000);
}

function newVertex(digest: string): Vertex {
  const times = { started: undefined, completed: undefined };
  return { digest, inputs: [], name: digest, cached: false, error: '', progressGroup: undefined, ...times };
}

function unescape(text: string): string {
  return text
    .replaceAll('\\n', '\n')
    .replaceAll('\\r', '\r')
    .replaceAll('\\b', '\b')
    .replaceAll('\\a', '\u0007')
    .replaceAll('\\e', '\u001B');
}

const VERBS: Readonly<Record<string, Verb>> = {
  known: (event) => tell(event, { name: event.rest }),
  starts: (event) => {
    const name = event.rest || event.state.vertex.name;
    tell(event, { name, started: event.time, completed: undefined });
  },
  done: (event) => tell(event, { completed: event.time }),
  cached: (event) => tell(event, { started: event.time, completed: event.time, cached: true }),
  fails: (event) => tell(event, { completed: event.time, error: event.rest }),
  joins: ({ rest, state }) => {
    const name = rest.replace(/^weak /, '');
    const progressGroup: ProgressGroup = { id: `group ${name}`, name, weak: name !== rest };
    state.vertex = { ...state.vertex, progressGroup };
  },
  prints: ({ rest, state, status, time }) => {
    status.logs.push({ vertex: state.vertex.digest, stream: 1, data: Buffer.from(rest), timestamp: time });
  },
  warns: ({ rest, state, status }) => {
    const rule = { level: 1, detail: [], url: '', source: undefined, ranges: [] };
    status.warnings.push({ ...rule, vertex: state.vertex.digest, short: rest });
  },
  moves: (event) => move(event, undefined),
  moved: (event) => move(event, event.time),
};

function tell({ state, status }: Parameters<Verb>[0], changes: Partial<Vertex>): void {
  state.vertex = { ...state.vertex, ...changes };
  status.vertexes.push(state.vertex);
}

function move({ rest, state, status, time }: Parameters<Verb>[0], completed: PreciseDate | undefined): void {
  const [, id = '', current = '0', total = '0'] = /^(.*?) (\d+)(?:\/(\d+))?$/.exec(rest) ?? [];
  const started = state.statuses.get(id)?.started ?? time;
  const amounts = { current: Number(current), total: Number(total) };
  const moved = {
    id,
    vertex: state.vertex.digest,
    name: id,
    ...amounts,
    timestamp: time,
    started,
    completed,
  };
  state.statuses.set(id, moved);
  status.statuses.push(moved);
}
