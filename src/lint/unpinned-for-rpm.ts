import { Declarations } from '../model/declarations.ts';
import type { Run } from '../parser/ast.ts';
import type { ShellCommand, ShellWord } from '../shell/command.ts';
import { isPinnedForRpm, isPinnedModule, type RpmManager, readRpmManager } from '../shell/rpm-manager.ts';
import type { LintContext } from './lint-context.ts';
import type { Place } from './rule.ts';

/** What a command of yum or dnf installs without a version. */
export interface UnpinnedForRpm {
  readonly packages: readonly ShellWord[];
  /** Modules without a stream. */
  readonly modules: readonly ShellWord[];
}

/** Finds what a command installs in whatever version is the newest. */
export type FindUnpinned = (command: ShellCommand, run: Run, place: Place) => UnpinnedForRpm;

const nothing: UnpinnedForRpm = { packages: [], modules: [] };

/** For `install` and `module install` of yum or dnf in a file. */
export function unpinnedForRpm(file: LintContext, manager: RpmManager): FindUnpinned {
  let declarations: Declarations | undefined;
  return (command, run, place) => {
    // hadolint does not know the name.
    if (file.preset === 'hadolint' && command.name === 'dnf5') return nothing;
    const subcommand = readRpmManager(command, manager);
    const operands = (subcommand?.operands ?? []).filter((word) => file.isKnown(word));
    if (subcommand?.name === 'module' && operands[0]?.value === 'install')
      return { packages: [], modules: operands.slice(1).filter(({ value }) => !isPinnedModule(value)) };
    if (subcommand?.name !== 'install') return nothing;
    const isPinned = file.preset === 'hadolint' ? isPinnedForHadolint : isPinnedOrUnversioned;
    return { packages: operands.filter(({ value }) => !isPinned(value, run, place)), modules: [] };
  };

  /** hadolint wants to see a `-` in any name. */
  function isPinnedForHadolint(name: string, run: Run, place: Place): boolean {
    return name.includes('-') && (isPinnedForRpm(name) || hasVersionVariable(name, run, place));
  }

  /** hadolint takes a variable for a version where an ARG or ENV sets it. */
  function hasVersionVariable(name: string, { span }: Run, { onbuild, stage }: Place): boolean {
    if (onbuild !== null) return false;
    declarations ??= new Declarations(file.build);
    const known = declarations;
    return [...name.matchAll(/\$(?:(\w+)|\{(\w+)\})/g)].some(([, bare = '', braced = bare]) =>
      known.isNamedBefore(braced, span.start, stage),
    );
  }
}

/** `@development-tools` has no version of its own, and `/usr/bin/tree` stands for the package that has it. */
function isPinnedOrUnversioned(name: string): boolean {
  return isPinnedForRpm(name) || /^@|\//.test(name);
}
