const names = new Set(['ash', 'bash', 'busybox', 'dash', 'ksh', 'mksh', 'sh', 'zsh']);

/** The last part of a path, without `.exe`: `bash` for `/bin/bash`. */
export function programName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).replace(/\.exe$/i, '');
}

/** Whether a program reads the language of `sh`; `cmd` and PowerShell do not. */
export function isPosixShell(program: string): boolean {
  return names.has(programName(program));
}

const SHEBANG = /^#![ \t]*(\S+)(?:[ \t]+(?:-\S+[ \t]+)*(\S+))?/;

/** The program that a script's first line names: `bash` for `#!/usr/bin/env bash`; `null` where it names none. */
export function shebangProgram(script: string): string | null {
  const [, program, argument] = SHEBANG.exec(script) ?? [];
  if (program === undefined) return null;
  return programName(program) === 'env' && argument !== undefined
    ? programName(argument)
    : programName(program);
}
