import { type Command, defineCommand, UsageError } from '../command.ts';
import { bashCompletion } from '../completion/bash.ts';
import { completables } from '../completion/completable.ts';
import { fishCompletion } from '../completion/fish.ts';
import { zshCompletion } from '../completion/zsh.ts';
import { Exit } from '../exit.ts';

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;
const names = Object.keys(shells);

/** `dlint completion SHELL`: a script that teaches a shell the command lines of these commands. */
export default (loadCommands: () => Promise<readonly Command[]>): Command =>
  defineCommand({
    name: 'completion',
    summary: 'Print a script that completes command lines in bash, zsh or fish',
    operands: 'SHELL',
    operandValues: names,
    options: {},
    examples: [
      ['source <(dlint completion bash)', 'For ~/.bashrc; likewise with zsh, in ~/.zshrc behind compinit'],
      ['dlint completion fish > ~/.config/fish/completions/dlint.fish', 'For fish, once'],
    ],
    async run({ operands: [shell, ...more] }, io) {
      if (shell === undefined || !isShell(shell) || more.length > 0)
        throw new UsageError(`name one shell: ${names.join(', ')}`);
      io.stdout.write(shells[shell](completables(await loadCommands())));
      return Exit.clean;
    },
  });

function isShell(name: string): name is keyof typeof shells {
  return Object.hasOwn(shells, name);
}
