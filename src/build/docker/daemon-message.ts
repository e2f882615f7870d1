import { isRecord } from '../is-record.ts';

/** One message of the stream that answers a build (Engine API, `POST /build`), told apart by `kind`. */
export type DaemonMessage =
  | { readonly kind: 'output'; readonly text: string }
  | {
      readonly kind: 'status';
      readonly id: string | undefined;
      readonly text: string;
      readonly current: number | undefined;
      readonly total: number | undefined;
    }
  | { readonly kind: 'image'; readonly id: string }
  /** BuildKit's progress, a `moby.buildkit.v1.StatusResponse`. */
  | { readonly kind: 'trace'; readonly bytes: Uint8Array }
  | { readonly kind: 'error'; readonly message: string; readonly exitCode: number | undefined };

/** Reads a message; undefined for those that say nothing to a person, such as `{}`. */
export function readDaemonMessage(value: unknown): DaemonMessage | undefined {
  if (!isRecord(value)) return undefined;
  const { stream, status, aux, id } = value;
  if (value.errorDetail !== undefined || value.error !== undefined) return readError(value);
  if (isRecord(aux) && typeof aux.ID === 'string') return { kind: 'image', id: aux.ID };
  if (id === 'moby.buildkit.trace' && typeof aux === 'string') {
    return { kind: 'trace', bytes: Buffer.from(aux, 'base64') };
  }
  if (typeof stream === 'string') return { kind: 'output', text: stream };
  if (typeof status === 'string') return readStatus(value, status);
  return undefined;
}

function readError({ errorDetail, error }: Readonly<Record<string, unknown>>): DaemonMessage {
  const detail = isRecord(errorDetail) ? errorDetail : {};
  const message = [detail.message, error].find((text) => typeof text === 'string' && text.trim() !== '');
  return {
    kind: 'error',
    message: typeof message === 'string' ? message.trimEnd() : 'the daemon gave no reason',
    exitCode: asNumber(detail.code),
  };
}

function readStatus({ id, progressDetail }: Readonly<Record<string, unknown>>, text: string): DaemonMessage {
  const progress = isRecord(progressDetail) ? progressDetail : {};
  return {
    kind: 'status',
    id: typeof id === 'string' ? id : undefined,
    text,
    current: asNumber(progress.current),
    total: asNumber(progress.total),
  };
}

function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
