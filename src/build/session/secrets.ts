import { statSync } from 'node:fs';
import { BuildError } from '../build-error.ts';
import { reasonOf } from '../context/file-error.ts';
import type { Environment } from '../environment.ts';
import { GrpcError, type GrpcService, grpcStatus } from '../grpc/grpc-service.ts';
import { unary } from '../grpc/unary.ts';
import { isAbort } from '../open-pipe.ts';
import { GetSecretRequestSchema, GetSecretResponseSchema } from '../proto/secrets_pb.ts';
import { readGivenFile } from '../read-given-file.ts';

/** A value that steps may mount (`RUN --mount=type=secret,id=…`) and no image holds: from a file or a variable. */
export type BuildSecret = FileSecret | VariableSecret;

interface FileSecret {
  readonly id: string;
  readonly path: string;
}

interface VariableSecret {
  readonly id: string;
  readonly variable: string;
}

/** The longest secret that BuildKit takes, in bytes. */
const SIZE_LIMIT = 500 * 1024;

/**
 * Serves secrets to a build (moby.buildkit.secrets.v1); values are read when a step asks. Steps that do not need theirs
 * go on without it when it is not among them.
 */
export function secrets(sources: readonly BuildSecret[], environment: Environment): GrpcService {
  const byId = new Map(sources.map((source) => [source.id, source]));
  const files = new SecretFiles();
  return {
    '/moby.buildkit.secrets.v1.Secrets/GetSecret': unary(
      GetSecretRequestSchema,
      GetSecretResponseSchema,
      async ({ id }, signal) => {
        const source = byId.get(id);
        if (source === undefined) throw new GrpcError(grpcStatus.notFound, `no secret ${id} was given`);
        const isFile = 'path' in source;
        return { data: isFile ? await files.read(source, signal) : readVariable(source, environment) };
      },
    ),
  };
}

/** Throws a BuildError for a secret that cannot be read, before the build begins. */
export function checkSecrets(sources: readonly BuildSecret[], environment: Environment): void {
  for (const source of sources) {
    if ('path' in source) checkFile(source);
    else readVariable(source, environment);
  }
}

/** It is not read yet: it may be a pipe that gives its value once. */
function checkFile({ id, path }: FileSecret): void {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) throw unreadable(id, `${path} is a directory`);
    if (stats.size > SIZE_LIMIT) throw tooLong(id);
  } catch (error) {
    throw error instanceof BuildError ? error : unreadable(id, `${path}: ${reasonOf(error)}`, error);
  }
}

/** Reads files with secrets each time that a step asks, but for pipes, which give their values once. */
class SecretFiles {
  /** What pipes gave, by their paths. */
  readonly #given = new Map<string, Promise<Uint8Array>>();

  async read({ id, path }: FileSecret, signal: AbortSignal): Promise<Uint8Array> {
    try {
      return checkLength(id, await this.#bytesOf(path, signal));
    } catch (error) {
      // That nobody waits for the value any more says nothing about it.
      if (error instanceof BuildError || isAbort(error)) throw error;
      throw unreadable(id, `${path}: ${reasonOf(error)}`, error);
    }
  }

  #bytesOf(path: string, signal: AbortSignal): Promise<Uint8Array> {
    const given = this.#given.get(path);
    if (given !== undefined) return given;
    const isPipe = statSync(path).isFIFO();
    const bytes = readGivenFile(path, signal, SIZE_LIMIT);
    if (isPipe) this.#given.set(path, bytes);
    return bytes;
  }
}

function readVariable({ id, variable }: VariableSecret, environment: Environment): Uint8Array {
  const value = environment[variable];
  if (value === undefined) throw unreadable(id, `the environment variable ${variable} is not set`);
  return checkLength(id, Buffer.from(value));
}

function checkLength(id: string, bytes: Uint8Array): Uint8Array {
  if (bytes.length > SIZE_LIMIT) throw tooLong(id);
  return bytes;
}

function unreadable(id: string, reason: string, cause?: unknown): BuildError {
  return new BuildError('SECRET_UNREADABLE', `cannot read the secret ${id}: ${reason}`, { cause });
}

function tooLong(id: string): BuildError {
  return new BuildError(
    'SECRET_UNREADABLE',
    `the secret ${id} is longer than 500 KiB, the most BuildKit takes`,
  );
}
