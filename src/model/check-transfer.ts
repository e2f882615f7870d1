import type { Add, Argument, Copy, Heredoc, Text } from '../parser/ast.ts';
import { expand as expandText } from '../word/expand.ts';
import { checkAddChecksum, checkSourceChecksum } from './checksum.ts';
import { parseChmod } from './chmod.ts';
import { type Dispatch, expand, noteUndefined, refuse } from './dispatch-context.ts';
import { partOf } from './expansion.ts';
import { parseGitRef } from './git-ref.ts';
import { isRemoteUrl } from './remote-url.ts';

/** A source with what its word stands for; `null` where that is not to be had. */
interface Source {
  readonly word: Argument;
  readonly value: string | null;
}

/** What BuildKit refuses in the values of ADD and COPY (Dockerfile reference, "ADD" and "COPY"). */
export function checkTransfer(instruction: Add | Copy, context: Dispatch): void {
  expand(flagValue(instruction, 'chown'), context);
  const mode = flagValue(instruction, 'chmod');
  const chmod = expand(mode, context);
  const checksum = flagValue(instruction, 'checksum');
  const sum = expand(checksum, context) ?? '';
  const sources = instruction.sources.map((word): Source => ({ word, value: expand(word, context) }));
  expand(instruction.destination, context);
  for (const heredoc of instruction.heredocs) checkBody(heredoc, context);
  if (mode !== null && chmod) {
    const parsed = parseChmod(chmod);
    if (!parsed.ok) refuse(context, 'invalid-flag-value', mode, parsed.words);
  }
  if (instruction.kind === 'Copy') checkCopySources(sources, context);
  else checkAddSources(instruction, checksum, sum, sources, context);
}

function flagValue({ flags }: Add | Copy, name: string): Text | null {
  return flags.find((flag) => flag.name.value === name)?.value ?? null;
}

/** A body is expanded with `\\` as the escape character, whatever the file's is, and its quotes are text. */
function checkBody({ body, chomp, expand: expands }: Heredoc, context: Dispatch): void {
  const { evaluation, extent, stage } = context;
  if (!expands || !/[$\\]/.test(body.value)) return;
  const text = chomp ? body.value.replace(/^\t+/gm, '') : body.value;
  const env = (name: string): string | undefined => stage.environment.get(name);
  noteUndefined({ value: text, span: body.span, isHeredoc: true }, context, '\\');
  const result = expandText(text, { env, skipProcessQuotes: true });
  if (result.ok) return;
  const span = text.length === body.value.length ? partOf(body, result.span) : body.span;
  evaluation.refuse('invalid-expansion', span, extent, result.message, null);
}

function checkCopySources(sources: readonly Source[], context: Dispatch): void {
  for (const { value, word } of sources) {
    if (value === null) continue;
    const git = parseGitRef(value);
    const what =
      git?.ok && !git.value.indistinguishableFromLocal ? 'git ref' : isRemoteUrl(value) ? 'URL' : null;
    if (git?.ok === false) refuse(context, 'invalid-source', word, git.words);
    else if (what !== null) refuse(context, 'remote-source', word, `source can't be a ${what} for COPY`);
  }
}

function checkAddSources(
  add: Add,
  checksum: Text | null,
  sum: string,
  sources: readonly Source[],
  context: Dispatch,
): void {
  const known = sources.flatMap(({ value }) => value ?? []);
  const general = checkAddChecksum(sum, known);
  if (general !== null && checksum !== null)
    return refuse(context, 'invalid-checksum', checksum, general.words);
  const keepGitDir = add.flags.find(({ name }) => name.value === 'keep-git-dir');
  let expected = sum;
  for (const { value, word } of sources) {
    if (value === null) continue;
    const git = parseGitRef(value);
    const own = git?.ok ? git.value.keepGitDir : null;
    if (keepGitDir !== undefined && own !== null && own !== isTrue(keepGitDir.value)) {
      refuse(context, 'inconsistent-keep-git-dir', keepGitDir, 'inconsistent keep-git-dir configuration');
    }
    const checked = checkSourceChecksum(expected, value);
    if (!checked.ok) refuse(context, 'invalid-checksum', checksum ?? word, checked.words);
    else expected = checked.value;
  }
}

/** A boolean flag without a value is set. */
function isTrue(value: Text | null): boolean {
  return value === null || value.value.toLowerCase() === 'true';
}
