/** What a value means, or BuildKit's words on why it means nothing. */
export type Checked<T> = { readonly ok: true; readonly value: T } | Wrong;

/** A value that BuildKit refuses, in its words. */
export interface Wrong {
  readonly ok: false;
  readonly words: string;
}

export function right<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function wrong(words: string): Wrong {
  return { ok: false, words };
}
