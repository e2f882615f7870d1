import { describe, expect, it } from 'vitest';
import { commandsOfRun, readCommands } from './read-commands.ts';

/** What a RUN says, and the commands in it. */
type Table = readonly (readonly [run: string, commands: readonly string[]])[];

const syntax: Table = [
  ['a 1 && b 2 || c 3; d &', ['a 1', 'b 2', 'c 3', 'd']],
  ['! a | b |& c', ['a', 'b', 'c']],
  ['time -p a', ['a']],
  ['if a; then b; elif c; then d; else e; fi', ['a', 'b', 'c', 'd', 'e']],
  ['while a; do b; done; until c; do d; done', ['a', 'b', 'c', 'd']],
  ['for x in 1 $(a); do b $x; done', ['a', 'b $x']],
  ['case $(a) in 1) b ;; *) c ;; esac', ['a', 'b', 'c']],
  ['f() { a; }; function g { b; }; f', ['a', 'b', 'f']],
  ['(a; (b)) && { c; }', ['a', 'b', 'c']],
  ['a "$(b "$(c)")" `d`', ['a $(b "$(c)") `d`', 'b $(c)', 'c', 'd']],
  ['x=`a \\`b\\``', ['a `b`', 'b']],
  ['a ${x:-$(b)} $((1 + $(c))) <(d) > >(e)', ['a ${x:-$(b)} $((1 + $(c))) <(d)', 'b', 'c', 'd', 'e']],
  ['[ -n "$(a)" ] && [[ -z $(b) ]]', ['[ -n $(a) ]', 'a', 'b']],
  ['A=1 B=$(a) b', ['b', 'a']],
  ['A=$(a) && export B=$(b)', ['a', 'export B=$(b)', 'b']],
  ['>out a 2>&1 <in', ['a']],
  ['a # b', ['a']],
  ["'a' \"b c\" d\\ e $'f'", ['a b c d e f']],
  ['/usr/bin/apt-get update', ['apt-get update']],
];

const wrapped: Table = [
  ['sudo -E -u me a b', ['sudo -E -u me a b', 'sudo > a b']],
  ['sudo -Hu me A=1 a', ['sudo -Hu me A=1 a', 'sudo > a']],
  ['sudo --user me -- a -x', ['sudo --user me -- a -x', 'sudo > a -x']],
  ['env -i A=1 B=2 a', ['env -i A=1 B=2 a', 'env > a']],
  ['nohup nice -n 5 a &', ['nohup nice -n 5 a', 'nohup > nice -n 5 a', 'nohup > nice > a']],
  ['timeout -k 5 30 a 1', ['timeout -k 5 30 a 1', 'timeout > a 1']],
  ['/usr/bin/time -f %e a', ['time -f %e a', 'time > a']],
  ['a | xargs -r -n1 b c', ['a', 'xargs -r -n1 b c', 'xargs > b c']],
  ['gosu me a', ['gosu me a', 'gosu > a']],
  ['command a; exec b; builtin c', ['a', 'b', 'c']],
  ['command -v a', ['command -v a']],
  ['exec 3>&1', ['exec']],
  ['find . -exec a {} + -exec b \\;', ['find . -exec a {} + -exec b ;', 'find > a {}', 'find > b']],
];

const scripts: Table = [
  ['sh -c "a && b"', ['sh -c a && b', 'sh > a', 'sh > b']],
  ["bash -eo pipefail -c 'a | b' c", ['bash -eo pipefail -c a | b c', 'bash > a', 'bash > b']],
  ['bash -lc "$(a)"', ['bash -lc $(a)', 'bash > $(a)', 'bash > a']],
  ["su me -c 'a'", ['su me -c a', 'su > a']],
  ["sudo sh -c 'a'", ['sudo sh -c a', 'sudo > sh -c a', 'sudo > sh > a']],
  [
    'find . -exec sh -c \'a "$1"\' _ {} \\;',
    ['find . -exec sh -c a "$1" _ {} ;', 'find > sh -c a "$1" _ {}', 'find > sh > a $1'],
  ],
  ['sh ./install.sh -c', ['sh ./install.sh -c']],
  ["python3 -c 'a; b'", ['python3 -c a; b']],
];

const execForm: Table = [
  ['["apt-get", "update"]', ['apt-get update']],
  ['["sh", "-c", "a && b"]', ['sh -c a && b', 'a', 'b']],
  ['["/bin/bash", "-o", "pipefail", "-c", "a | b"]', ['bash -o pipefail -c a | b', 'a', 'b']],
  ['["sudo", "a"]', ['sudo a', 'sudo > a']],
  ['["powershell", "-Command", "a; b"]', ['powershell -Command a; b']],
];

const heredocs: Table = [
  ['<<EOF\na\nb $(c)\nEOF', ['a', 'b $(c)', 'c']],
  ['<<-EOF\n\tcat <<X\n\tnothing\n\tX\n\tb\n\tEOF', ['cat', 'b']],
  ['<<EOF\n#!/usr/bin/env bash\na\nEOF', ['a']],
  ['<<EOF\n#!/usr/bin/env python3\nimport a\nEOF', []],
  ['<<EOF bash\na\nEOF', ['bash', 'bash > a']],
  ["bash -ex <<'EOF'\na $(b)\nEOF", ['bash -ex', 'bash > a $(b)', 'bash > b']],
  ['bash <<EOF\na \\$(b)\nEOF', ['bash', 'bash > a $(b)', 'bash > b']],
  ['sh -s x <<EOF && c\na\nEOF', ['sh -s x', 'sh > a', 'c']],
  ['sudo -E bash - <<EOF\na\nEOF', ['sudo -E bash -', 'sudo > bash -', 'sudo > bash > a']],
  ['cat <<EOF > x\na $(b)\nEOF', ['cat', 'b']],
  ["cat <<'EOF' > x && c\na $(b)\nEOF", ['cat', 'c']],
  ['python3 <<EOF\nimport a\nEOF', ['python3']],
  ['bash script.sh <<EOF\na\nEOF', ['bash script.sh']],
];

describe('the commands of a RUN', () => {
  describe.each([
    ['syntax', syntax],
    ['commands that run others', wrapped],
    ['scripts in arguments', scripts],
    ['exec form', execForm],
    ['here-documents', heredocs],
  ])('%s', (_, table) => {
    it.each(table)('%s', (run, commands) => {
      expect(commandsOfRun(run)).toEqual(commands);
    });
  });
});

describe('shells', () => {
  const run = 'cd app; apt-get update';
  const commands = ['cd app', 'apt-get update'];

  it.each([
    ['SHELL ["/bin/bash", "-c"]', commands],
    ['SHELL ["busybox", "sh", "-c"]', commands],
    ['SHELL ["conda", "run", "-n", "base", "/bin/bash", "-c"]', commands],
    ['SHELL ["powershell", "-Command"]', []],
    ['SHELL ["C:\\\\Program Files\\\\PowerShell\\\\pwsh.exe", "-c"]', []],
    ['SHELL ["cmd", "/S", "/C"]', []],
    ['SHELL ["/usr/bin/python3", "-c"]', []],
  ])('%s', (shell, expected) => {
    expect(commandsOfRun(run, `${shell}\n`)).toEqual(expected);
  });

  it('is cmd on Windows', () => {
    expect(readCommands(`FROM mcr.microsoft.com/windows/nanoserver:1809\nRUN ${run}\n`).commands).toEqual([]);
  });

  it('is what a here-document begins with', () => {
    const shell = 'SHELL ["powershell", "-Command"]\n';
    expect(commandsOfRun('<<EOF\n#!/bin/sh\na\nEOF', shell)).toEqual(['a']);
  });
});

describe('where a command stands', () => {
  it('is the main sequence or not', () => {
    const run =
      'a && { b; } > log; ! c; if d; then e; fi; (f); g | h; i & j $(k); sudo l; f() { m; }; n <<EOF\n$(o)\nEOF';
    const { commands } = readCommands(`FROM alpine\nRUN ${run}\n`);
    const main = commands.filter(({ isMain }) => isMain).map(({ name }) => name);
    expect(main).toEqual(['a', 'b', 'c', 'j', 'sudo', 'n']);
  });

  it('is behind a pipe or not', () => {
    const { commands } = readCommands('FROM alpine\nRUN a | b | (c; sudo d $(e)) && f\n');
    const piped = commands.map(({ name, pipedFrom }) => `${pipedFrom?.name ?? ''} | ${name}`);
    expect(piped).toEqual([' | a', 'a | b', 'b | c', 'b | sudo', 'b | d', 'b | e', ' | f']);
  });
});
