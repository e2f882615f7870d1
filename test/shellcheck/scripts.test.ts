import { describe, expect, it } from 'vitest';
import { noAssumptions } from '../../src/model/assumptions.ts';
import { parse } from '../../src/parser/parse.ts';
import { scriptsOf } from '../../src/shellcheck/scripts.ts';

/** The lines that are put before the scripts of a file, without the proxies. */
function linesBefore(text: string, strictlyPosix = false): readonly string[] {
  const scripts = scriptsOf(parse(text), { strictlyPosix });
  return scripts.map((script) =>
    script.text
      .split('\n', script.linesBefore)
      .join('; ')
      .replace(/ \w+_(?:proxy|PROXY)=1/g, ''),
  );
}

describe('what ShellCheck is told of the shell', () => {
  it.each([
    ['["/bin/bash", "-o", "pipefail", "-c"]', '#!/bin/bash; export; set -o pipefail'],
    ['["/bin/bash", "-euxo", "pipefail", "-c"]', '#!/bin/bash; export; set -euxo pipefail'],
    ['["bash", "-lc"]', '#!/bin/bash; export'],
    ['["/usr/bin/env", "bash", "-c"]', '#!/bin/bash; export'],
    ['["conda", "run", "-n", "base", "bash", "-ec"]', '#!/bin/bash; export; set -e'],
    ['["/bin/busybox", "sh", "-c"]', '#!/bin/ash; export'],
    ['["/bin/ksh", "-c"]', '#!/bin/ksh; export'],
    ['["/bin/sh", "-c"]', '#!/bin/dash; export'],
  ])('by SHELL %s', (shell, expected) => {
    expect(linesBefore(`FROM debian\nSHELL ${shell}\nRUN a\n`)).toEqual([expected]);
  });

  it.each(['["pwsh"]', '["cmd", "/S", "/C"]', '["zsh", "-c"]', '["python", "-c"]'])(
    'by SHELL %s, which it cannot read: nothing',
    (shell) => {
      expect(linesBefore(`FROM debian\nSHELL ${shell}\nRUN a\n`)).toEqual([]);
    },
  );

  it.each([
    ['debian', 'dash'],
    ['alpine', 'ash'],
    ['docker.io/library/alpine:3.20', 'ash'],
    ['node:20-alpine3.19', 'ash'],
    ['busybox@sha256:1234', 'ash'],
    ['alpinelinux/build-base', 'dash'],
    ['registry:5000/alpine/a', 'dash'],
  ])('by the image %s', (image, dialect) => {
    const text = `FROM ${image} AS base\nFROM base\nRUN a\n`;
    expect(linesBefore(text)).toEqual([`#!/bin/${dialect}; export`]);
    expect(linesBefore(text, true)).toEqual(['#!/bin/sh; export']);
  });

  it('by a comment, for all stages or for one', () => {
    const text = '# hadolint shell=bash\nFROM a\nRUN a\n# hadolint shell=ksh\nRUN b\nFROM b\nRUN c\n';
    const shells = linesBefore(text).map((line) => line.split(';', 1)[0]);
    expect(shells).toEqual(['#!/bin/bash', '#!/bin/ksh', '#!/bin/bash']);
  });
});

it('tells ShellCheck the variables whose names a shell can have', () => {
  const text = 'FROM a\nARG b c=1\nENV d-e=1 g=4\nRUN a\n';
  expect(linesBefore(text)).toEqual(['#!/bin/dash; export b=1 c=1 g=1']);
});

it('tells ShellCheck the variables that the base image is known to set', () => {
  const config = { Env: ['PATH=/bin', 'one=1=2'] };
  const images = new Map([['docker.io/library/a:latest', { os: 'linux', architecture: 'amd64', config }]]);
  const assumptions = { ...noAssumptions, images };
  const scripts = scriptsOf(parse('FROM a\nRUN a\n'), { strictlyPosix: false, assumptions });
  expect(scripts.map(({ text }) => text)).toEqual([expect.stringMatching(/ PATH=1 .* one=1\n/)]);
});

it('gives ShellCheck no script on which it might not come to an end', () => {
  const given = (script: string): boolean =>
    scriptsOf(parse(`FROM a\nRUN ${script}\n`), { strictlyPosix: false }).length > 0;
  const long = (length: number): string => `echo ${'a'.repeat(length - 'echo '.length)}`;
  expect([given(long(16 * 1024)), given(long(16 * 1024 + 1))]).toEqual([true, false]);
  const deep = (depth: number): string => `echo $${'(('.repeat(depth)}1${'))'.repeat(depth)}`;
  expect([given(deep(5)), given(deep(6))]).toEqual([true, false]);
});
