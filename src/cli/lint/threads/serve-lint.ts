import { rules } from '../../../rules/index.ts';
import type { FileConfiguration } from '../../config/file-configuration.ts';
import type { Io } from '../../io.ts';
import { LintQueue, type Parsed } from '../../shellcheck/lint-queue.ts';
import { ScriptChecks } from '../../shellcheck/script-checks.ts';
import { lintFile, parseFile } from '../lint-file.ts';
import type { LintServer, Outcome, ThreadSetup } from './lint-message.ts';

/** The work of a thread: gives a function that lints some files and answers for them; the signal breaks it off. */
export function serveLint({ env, options, surroundings }: ThreadSetup, signal: AbortSignal): LintServer {
  const notes: string[] = [];
  const io = silentIo({ env, cwd: surroundings.cwd, signal }, notes);
  const checks = new ScriptChecks(options, surroundings.assumptions, io);
  return async (files) => {
    const outcomes: Outcome[] = [];
    const places = new Map<Parsed<FileConfiguration>, number>();
    const queue = new LintQueue<FileConfiguration>(checks, async (file, external) => {
      outcomes[places.get(file) ?? 0] = attempt(() => ({
        diagnostics: lintFile(file, external, surroundings).diagnostics,
      }));
    });
    for (const [place, { bytes, effective, name }] of files.entries()) {
      try {
        const configuration = { ...effective, rules, origin: undefined, isIgnored: false };
        const file = parseFile({ name, bytes }, configuration);
        places.set(file, place);
        await queue.add(file);
      } catch (error) {
        outcomes[place] = { error };
      }
    }
    try {
      await queue.flush();
    } catch (error) {
      for (const place of files.keys()) outcomes[place] ??= { error };
    }
    return { outcomes, notes: notes.splice(0), exit: checks.exit };
  };
}

function attempt(act: () => Outcome): Outcome {
  try {
    return act();
  } catch (error) {
    return { error };
  }
}

/** What is said goes into the answer. */
function silentIo(around: Pick<Io, 'env' | 'cwd' | 'signal'>, notes: string[]): Io {
  const output = { write: (text: string | Uint8Array) => notes.push(String(text)), isTerminal: false };
  return { stdin: nothing(), stdout: output, stderr: output, ...around };
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // Threads read no input.
}
