import { type Checked, right, wrong } from '../word/checked.ts';
import { parseGoUnsigned } from '../word/go-number.ts';

/** A file mode, or the changes to one in the notation of chmod(1). */
export type FileMode =
  | { readonly kind: 'octal'; readonly mode: number }
  | { readonly kind: 'symbolic'; readonly changes: string };

const CLAUSE = '[ugoa]*(?:[-+=][rwxXstugo]*)+';
const SYMBOLIC = new RegExp(`^${CLAUSE}(?:,${CLAUSE})*$`);

/** Reads the value of `--chmod` of ADD and COPY (Dockerfile reference, "COPY --chown --chmod"); BuildKit takes an empty one as absent. */
export function parseChmod(text: string): Checked<FileMode> {
  const mode = parseGoUnsigned(text, 8);
  if (mode !== null && mode <= 0o7777) return right({ kind: 'octal', mode });
  if (/^\d/.test(text))
    return wrong(`invalid chmod parameter: '${text}'. it should be octal string and between 0 and 07777`);
  return SYMBOLIC.test(text) ? right({ kind: 'symbolic', changes: text }) : wrong('invalid syntax');
}
