import { defineRule } from '../lint/rule.ts';
import type { ShellWord } from '../shell/command.ts';
import { type GoFetch, goVersion, isGoFolder, readGoFetch } from '../shell/go.ts';

/** What stands for the newest version. */
const moving = new Set(['latest', 'upgrade', 'patch', 'main', 'master']);

export default defineRule({
  summary: '`go install` without a version',
  why: 'The newest version of the day is installed, so that the same file builds a different image tomorrow, or none.',
  category: 'reproducibility',
  severity: 'warning',
  aliases: { hadolint: 'DL3062' },
  presets: { hadolint: true, strict: true },
  messages: {
    unpinned: '`{{package}}` has no version, so that the newest is fetched: pin one, as `{{package}}@v1.2.3`',
    moving: '`{{package}}` stands for whatever version is the newest: name one, as `{{name}}@v1.2.3`',
  },
  check({ file, report }) {
    return {
      Run(run) {
        const fetches = file.script(run).commands.flatMap((command) => readGoFetch(command) ?? []);
        // hadolint looks at nothing else where something is run.
        const runs = file.preset === 'hadolint' ? fetches.filter(({ name }) => name === 'run') : [];
        for (const { name, packages } of runs.length > 0 ? runs : fetches)
          for (const word of packages) checkPackage(name, word);
      },
    };

    function checkPackage(subcommand: GoFetch['name'], word: ShellWord): void {
      if (isGoFolder(word.value) || !file.isKnown(word)) return;
      const version = goVersion(word.value);
      if (version === null) {
        if (usesNewest(subcommand, word.value)) report('unpinned', word, { package: word.value });
      } else if (isMoving(version)) {
        report('moving', word, { package: word.value, name: word.value.replace(/@.*/s, '') });
      }
    }

    /** `install` and `run` take the version from the module that they stand in, or fail. */
    function usesNewest(subcommand: GoFetch['name'], name: string): boolean {
      return file.preset === 'hadolint' || (subcommand === 'get' && name.includes('.'));
    }

    function isMoving(version: string): boolean {
      return file.preset === 'hadolint' ? version === 'latest' || version === 'none' : moving.has(version);
    }
  },
});
