import type { PreciseDate } from './precise-date.ts';

/** A step of a build as BuildKit sees it; sent again whenever it changes, so merge by `digest`. */
export interface Vertex {
  /** Identifies it: `sha256:…`. */
  readonly digest: string;
  /** Digests of the vertexes it needs. */
  readonly inputs: readonly string[];
  /** What is shown: `[base 2/3] RUN make`. */
  readonly name: string;
  readonly cached: boolean;
  readonly started: PreciseDate | undefined;
  readonly completed: PreciseDate | undefined;
  /** Why it failed; empty where it did not. */
  readonly error: string;
  readonly progressGroup: ProgressGroup | undefined;
}

/** Vertexes that are shown as one. */
export interface ProgressGroup {
  readonly id: string;
  readonly name: string;
  /** Hidden where all of the group are weak. */
  readonly weak: boolean;
}

/** Progress of one thing within a vertex: a transfer, a layer. */
export interface VertexStatus {
  /** Of this status, within its vertex: `transferring context:`. */
  readonly id: string;
  /** Digest of the vertex. */
  readonly vertex: string;
  readonly name: string;
  readonly current: number;
  /** 0 where it is not known. */
  readonly total: number;
  readonly timestamp: PreciseDate | undefined;
  readonly started: PreciseDate | undefined;
  readonly completed: PreciseDate | undefined;
}

/** Output of the command that a vertex runs; lines may be split. */
export interface VertexLog {
  readonly vertex: string;
  /** 1 is standard output, 2 standard error. */
  readonly stream: number;
  readonly data: Uint8Array;
  readonly timestamp: PreciseDate | undefined;
}

/** Something BuildKit warns of, such as what its checks find. */
export interface VertexWarning {
  readonly vertex: string;
  readonly level: number;
  readonly short: string;
  readonly detail: readonly string[];
  /** Where it is explained, or empty. */
  readonly url: string;
  readonly source: SourceInfo | undefined;
  readonly ranges: readonly SourceRange[];
}

/** The file that a warning or error points into. */
export interface SourceInfo {
  readonly filename: string;
  readonly data: Uint8Array;
  readonly language: string;
}

/** Lines count from 1; characters from 0, and are all 0 where BuildKit tells lines only. */
export interface SourceRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** What changed in a build since the last such message (`moby.buildkit.v1.StatusResponse`). */
export interface SolveStatus {
  readonly vertexes: readonly Vertex[];
  readonly statuses: readonly VertexStatus[];
  readonly logs: readonly VertexLog[];
  readonly warnings: readonly VertexWarning[];
}
