import type { ShellCommand, ShellWord } from './command.ts';

/** A `go install`, `go get` or `go run`. */
export interface GoFetch {
  readonly name: 'get' | 'install' | 'run';
  /** The packages; of `run` only the first, since what follows goes to the program. */
  readonly packages: readonly ShellWord[];
}

/** Flags of `go` that take a value in the next word. */
const VALUED = new Set(
  [
    ...[
      'asmflags',
      'buildmode',
      'buildvcs',
      'C',
      'compiler',
      'exec',
      'gccgoflags',
      'gcflags',
      'installsuffix',
    ],
    ...['ldflags', 'mod', 'modfile', 'o', 'overlay', 'p', 'pgo', 'pkgdir', 'tags', 'toolexec'],
  ].map((name) => `-${name}`),
);

/** Reads what `go` is told to fetch; `null` where it is told something else. */
export function readGoFetch({ name, words }: ShellCommand): GoFetch | null {
  const [subcommand, ...rest] = words;
  const what = subcommand?.value;
  if (name !== 'go' || (what !== 'get' && what !== 'install' && what !== 'run')) return null;
  const packages: ShellWord[] = [];
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] as ShellWord; // `at` is below the length
    if (VALUED.has(word.value)) at += 1;
    else if (!word.value.startsWith('-')) packages.push(word);
  }
  return { name: what, packages: what === 'run' ? packages.slice(0, 1) : packages };
}

/** What stands behind the `@` of a package: `v1.2.3`, `latest`; `null` where it has none. */
export function goVersion(name: string): string | null {
  const at = name.indexOf('@');
  return at === -1 ? null : name.slice(at + 1);
}

/** Whether a package is a folder: `./cmd/server`, `/src/tool`. */
export function isGoFolder(name: string): boolean {
  return name.startsWith('.') || name.startsWith('/');
}
