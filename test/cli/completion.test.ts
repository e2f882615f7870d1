import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { run } from './run.ts';

/** Asks a real shell what it offers for a command line, at whose end Tab is pressed. */
type Complete = (line: string, script: string, cwd: string) => readonly string[];

/** As bash calls the function: with the words, split at `=` too. */
const bash: Complete = (line, script, cwd) => {
  const program = `
    source "$1"
    read -ra COMP_WORDS <<< "\${2//=/ = }"
    [[ $2 == *' ' || $2 == *= ]] && COMP_WORDS+=('')
    COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
    _dlint
    printf '%s\\n' "\${COMPREPLY[@]}"
  `;
  return linesOf('bash', ['--norc', '-c', program, 'bash', script, line], cwd);
};

/** zsh completes only where it edits a line: one in a terminal of its own, whose list of matches is caught on its way to the screen. */
const zsh: Complete = (line, script, cwd) => {
  const inner = `
    PROMPT=
    autoload -Uz compinit && compinit -u -D
    source ${JSON.stringify(script)}
    compadd() {
      local -a __found
      builtin compadd -O __found "$@"
      print -rl -- "<match>"$^__found >> "$MATCHES"
      builtin compadd "$@"
    }
    bindkey '^I' complete-word
    zstyle ':completion:*' list-prompt ''
    finished() { print -r -- '<end>' >> "$MATCHES" }
    zle -N finished
    bindkey '^X' finished
    print ready
  `;
  const program = `
    zmodload zsh/zpty
    export MATCHES=$PWD/.matches
    : > $MATCHES
    print -r -- "$2" > .inner
    zpty shell 'TERM=dumb zsh -f -i'
    zpty -w shell 'source ./.inner'
    while zpty -r shell output; do [[ $output == *ready* ]] && break; done
    zpty -n -w shell "$1"$'\\t\\x18'
    until grep -q '<end>' $MATCHES; do zpty -rt shell output; sleep 0.05; done
    grep -h '^<match>' $MATCHES | sed 's/^<match>//'
    zpty -d shell
  `;
  return linesOf('zsh', ['-f', '-c', program, 'zsh', line, inner], cwd);
};

const fish: Complete = (line, script, cwd) => {
  const program = `source ${script}; complete -C '${line}'`;
  return linesOf('fish', ['--no-config', '-c', program], cwd).map((found) => found.split('\t', 1)[0] ?? '');
};

const shells: Readonly<Record<string, Complete>> = { bash, zsh, fish };

function linesOf(program: string, args: readonly string[], cwd: string): readonly string[] {
  const env = { PATH: process.env.PATH, HOME: cwd };
  const { error, status, stderr, stdout } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
  if (error) throw error;
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((found) => found !== '');
}

function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0;
}

/** In CI all shells are there, or the tests fail. */
const isCi = process.env.CI !== undefined;

describe.each(Object.entries(shells))('completion in %s', (shell, complete) => {
  const test = it.skipIf(!isCi && !isInstalled(shell));

  async function offers(line: string): Promise<readonly string[]> {
    const { stdout } = await run(['completion', shell]);
    const cwd = temporaryFolder({ script: stdout, 'Dockerfile.web': '', 'config/x': '' });
    return complete(line, join(cwd, 'script'), cwd);
  }

  test('offers commands', async () => {
    expect(await offers('dlint ex')).toEqual(expect.arrayContaining(['explain', 'expand']));
    expect(await offers('dlint ex')).not.toContain('lint');
  });

  test('offers the options of a command', async () => {
    const found = await offers('dlint build --bui');
    expect(found).toContain('--build-arg');
    expect(found).not.toContain('--preset');
  });

  test('takes lint for the command where none is named', async () => {
    expect(await offers('dlint --pre')).toContain('--preset');
    expect(await offers('dlint Dockerfile --pre')).toContain('--preset');
  });

  test('offers the values of an option', async () => {
    expect(await offers('dlint lint --preset st')).toEqual(expect.arrayContaining(['strict', 'style']));
    expect(await offers('dlint lint --preset st')).not.toContain('security');
    expect((await offers('dlint lint --preset=st')).map((found) => found.replace('--preset=', ''))).toEqual(
      expect.arrayContaining(['strict', 'style']),
    );
    expect(await offers('dlint lint -t ')).toContain('warning');
    expect(await offers('dlint -f ')).toEqual(expect.arrayContaining(['json', 'sarif']));
    expect(await offers('dlint -f ')).not.toContain('Dockerfile.web');
  });

  test('offers rules by code and by name, shells and commands', async () => {
    expect(await offers('dlint explain DL300')).toContain('DL3007');
    expect(await offers('dlint explain latest')).toContain('latest-tag');
    expect(await offers('dlint completion ')).toEqual(expect.arrayContaining(['bash', 'fish', 'zsh']));
    expect(await offers('dlint help ru')).toContain('rules');
  });
});

describe('dlint completion', () => {
  it.each([[[]], [['tcsh']], [['bash', 'zsh']]])('takes one shell that it knows, not %j', async (shells) => {
    expect(await run(['completion', ...shells])).toMatchObject({
      exit: 2,
      stdout: '',
      stderr: 'dlint: name one shell: bash, zsh, fish (see dlint completion --help)\n',
    });
  });

  it('leaves file names to bash', async () => {
    const { stdout } = await run(['completion', 'bash']);
    const cwd = temporaryFolder({ script: stdout, 'Dockerfile.web': '' });
    expect(bash('dlint lint Docker', join(cwd, 'script'), cwd)).toEqual([]);
    expect(stdout).toContain('complete -o bashdefault -o default');
  });
});
