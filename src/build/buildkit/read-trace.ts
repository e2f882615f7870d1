import { fromBinary } from '@bufbuild/protobuf';
import type { Timestamp } from '@bufbuild/protobuf/wkt';
import { BuildError } from '../build-error.ts';
import type * as proto from '../proto/status_pb.ts';
import { StatusResponseSchema } from '../proto/status_pb.ts';
import { PreciseDate } from './precise-date.ts';
import type {
  SolveStatus,
  SourceRange,
  Vertex,
  VertexLog,
  VertexStatus,
  VertexWarning,
} from './solve-status.ts';

/** Reads a `moby.buildkit.v1.StatusResponse`. Throws a BuildError where the bytes are none. */
export function readTrace(bytes: Uint8Array): SolveStatus {
  const { vertexes, statuses, logs, warnings } = decode(bytes);
  return {
    vertexes: vertexes.map(toVertex),
    statuses: statuses.map(toVertexStatus),
    logs: logs.map(toLog),
    warnings: warnings.map(toWarning),
  };
}

function decode(bytes: Uint8Array): proto.StatusResponse {
  try {
    return fromBinary(StatusResponseSchema, bytes);
  } catch (error) {
    throw new BuildError('DAEMON_ERROR', 'the daemon tells progress that cannot be read', { cause: error });
  }
}

function toVertex(vertex: proto.Vertex): Vertex {
  const { digest, inputs, name, cached, error, progressGroup: group } = vertex;
  const { started, completed } = times(vertex);
  const progressGroup = group && { id: group.id, name: group.name, weak: group.weak };
  return { digest, inputs, name, cached, started, completed, error, progressGroup };
}

function toVertexStatus(status: proto.VertexStatus): VertexStatus {
  const { id, vertex, name } = status;
  const [current, total] = [Number(status.current), Number(status.total)];
  return { id, vertex, name, current, total, timestamp: toDate(status.timestamp), ...times(status) };
}

function toLog({ vertex, stream, msg, timestamp }: proto.VertexLog): VertexLog {
  return { vertex, stream: Number(stream), data: msg, timestamp: toDate(timestamp) };
}

function toWarning(warning: proto.VertexWarning): VertexWarning {
  const { vertex, url, info, ranges } = warning;
  return {
    vertex,
    level: Number(warning.level),
    short: toText(warning.short),
    detail: warning.detail.map(toText),
    url,
    source: info && { filename: info.filename, data: info.data, language: info.language },
    ranges: ranges.map(toRange),
  };
}

function toRange({ start, end }: proto.Range): SourceRange {
  return { start: toPosition(start), end: toPosition(end) };
}

function toPosition(position: proto.Position | undefined): SourceRange['start'] {
  return { line: position?.line ?? 0, character: position?.character ?? 0 };
}

function times(of: Pick<proto.Vertex, 'started' | 'completed'>) {
  return { started: toDate(of.started), completed: toDate(of.completed) };
}

/** Undefined for moments that a Date has no room for, too. */
function toDate(timestamp: Timestamp | undefined): PreciseDate | undefined {
  const date = timestamp && new PreciseDate(Number(timestamp.seconds), timestamp.nanos);
  return Number.isNaN(date?.getTime()) ? undefined : date;
}

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
