import type { Command } from './command.ts';

/** Every command, loaded on use: a command line pays only for what it asks for. */
export const commands = {
  lint: async () => (await import('./commands/lint.ts')).default,
  rules: async () => (await import('./commands/rules.ts')).default,
  explain: async () => (await import('./commands/explain.ts')).default,
  parse: async () => (await import('./commands/parse.ts')).default,
  expand: async () => (await import('./commands/expand.ts')).default,
  build: async () => (await import('./commands/build.ts')).default,
  context: async () => (await import('./commands/context.ts')).default,
  init: async () => (await import('./commands/init.ts')).default,
  completion: async () => (await import('./commands/completion.ts')).default(loadCommands),
} as const satisfies Readonly<Record<string, () => Promise<Command>>>;

export type CommandName = keyof typeof commands;

/** All of them, in the order of help. */
export function loadCommands(): Promise<readonly Command[]> {
  return Promise.all(Object.values(commands).map((load): Promise<Command> => load()));
}

/** Whether a word on the command line names a command; `./build` does not. */
export function isCommandName(word: string | undefined): word is CommandName {
  return word !== undefined && Object.hasOwn(commands, word);
}
