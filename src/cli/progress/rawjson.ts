import type { SolveStatus, Vertex, VertexLog, VertexStatus } from '../../build/index.ts';
import { warningJson } from '../build/warning-json.ts';
import { jsonText } from '../json-text.ts';
import type { Display } from './display.ts';

/** What Go writes for a time that is not known. */
const NEVER = '1970-01-01T00:00:00Z';

/** BuildKit's progress for programs: each message as a line of JSON, with the names that `docker buildx build --progress rawjson` has. */
export class RawJsonDisplay implements Display {
  readonly #print: (text: string) => void;

  constructor(print: (text: string) => void) {
    this.#print = print;
  }

  add({ logs, statuses, vertexes, warnings }: SolveStatus): void {
    const status = {
      vertexes: listOf(vertexes, vertexJson),
      statuses: listOf(statuses, statusJson),
      logs: listOf(logs, logJson),
      warnings: listOf(warnings, warningJson),
    };
    this.#print(`${jsonText(status)}\n`);
  }

  print(text: string): void {
    this.#print(text);
  }

  end(): void {}
}

/** Without what is empty, but for the values that Go always writes. */
function vertexJson(vertex: Vertex) {
  const { cached, completed, digest, error, inputs, name, progressGroup: group, started } = vertex;
  return {
    digest: digest || undefined,
    inputs: inputs.length === 0 ? undefined : inputs,
    name: name || undefined,
    started,
    completed,
    cached: cached || undefined,
    error: error || undefined,
    progressGroup: group && {
      id: group.id || undefined,
      name: group.name || undefined,
      weak: group.weak || undefined,
    },
  };
}

function statusJson({ completed, current, id, name, started, timestamp, total, vertex }: VertexStatus) {
  return {
    id,
    vertex: vertex || undefined,
    name: name || undefined,
    total: total || undefined,
    current,
    timestamp: timestamp ?? NEVER,
    started,
    completed,
  };
}

function logJson({ data, stream, timestamp, vertex }: VertexLog) {
  return {
    vertex: vertex || undefined,
    stream: stream || undefined,
    data: Buffer.from(data).toString('base64'),
    timestamp: timestamp ?? NEVER,
  };
}

function listOf<Item, Json>(
  items: readonly Item[],
  toJson: (item: Item) => Json,
): readonly Json[] | undefined {
  return items.length === 0 ? undefined : items.map(toJson);
}
