import type { CommandArgument, HereDoc, Redirection, Word } from 'unbash';
import type { ShellCommand, ShellWord } from './command.ts';
import { heredocScript, type InnerScript, wordScript } from './inner-script.ts';
import { readsScriptFromInput, scriptArgument } from './script-argument.ts';

/** A script that a command runs, and the node that holds it. */
export interface RunByCommand {
  readonly node: Word | HereDoc;
  readonly script: InnerScript;
  readonly wrapper: ShellCommand;
}

/**
 * The scripts that commands run: those of `sh -c 'script'` and `bash <<EOF`. The commands were found in `words`, which were made
 * of `parts`.
 */
export function scriptsOf(
  commands: readonly ShellCommand[],
  words: readonly ShellWord[],
  parts: readonly CommandArgument[],
  redirections: readonly Redirection[],
): readonly RunByCommand[] {
  const scripts = redirections.length === 0 ? [] : commands.flatMap((each) => fromInput(each, redirections));
  const wrappers = new Map(commands.map((wrapper) => [scriptArgument(wrapper), wrapper]));
  wrappers.delete(null);
  if (wrappers.size === 0) return scripts;
  for (const [index, word] of words.entries()) {
    const [wrapper, part] = [wrappers.get(word), parts[index]];
    if (wrapper !== undefined && part?.type === 'Word')
      scripts.push({ node: part, script: wordScript(part), wrapper });
  }
  return scripts;
}

/** Of several redirections the last one counts. */
function fromInput(wrapper: ShellCommand, redirections: readonly Redirection[]): RunByCommand[] {
  const node = redirections.findLast(({ type }) => type === 'HereDoc');
  if (node?.type !== 'HereDoc' || !readsScriptFromInput(wrapper)) return [];
  return [{ node, script: heredocScript(node), wrapper }];
}
