/** What a comment asks of the linter. */
export type Pragma =
  | {
      readonly kind: 'ignore';
      readonly tool: 'dlint' | 'hadolint';
      readonly scope: 'next' | 'stage' | 'file';
      /** Codes or names. */
      readonly codes: readonly string[];
    }
  /** The shell that reads the RUNs, whatever SHELL says. */
  | { readonly kind: 'shell'; readonly shell: string };

const DLINT = /^dlint\s+ignore(-stage|-file)?\s*=\s*([\w/-]+(?:\s*,\s*[\w/-]+)*)\s*(?:--.*)?$/;
const HADOLINT =
  /^hadolint\s+(?:(global|stage)\s+)?ignore\s*=\s*([DLSC\d]+(?:\s*,\s*[DLSC\d]+)*)\s*(?:#.*)?$/;
const SHELL = /^hadolint\s+(?:.*\s)?shell\s*=\s*(\S+)\s*(?:#.*)?$/;

const scopes = { '-stage': 'stage', '-file': 'file', stage: 'stage', global: 'file' } as const;

/** Reads a comment's text, without its `#`; `null` for one that is for people. */
export function readPragma(text: string): Pragma | null {
  const shell = SHELL.exec(text)?.[1];
  if (shell !== undefined) return { kind: 'shell', shell };
  for (const [tool, pattern] of [
    ['dlint', DLINT],
    ['hadolint', HADOLINT],
  ] as const) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const scope = match[1] as keyof typeof scopes | undefined; // what the patterns take
    const codes = (match[2] ?? '').split(',').map((code) => code.trim());
    return { kind: 'ignore', tool, scope: scope === undefined ? 'next' : scopes[scope], codes };
  }
  return null;
}
