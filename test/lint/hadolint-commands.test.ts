import { expect, it } from 'vitest';
import { rules } from '../../src/rules/index.ts';
import { renderFindings } from '../rules/findings.ts';

/** `line:column code` of what the preset `hadolint` finds of a rule. */
function found(name: string, dockerfile: string): readonly string[] {
  const chosen = rules.filter((rule) => rule.name === name);
  const lines = renderFindings(dockerfile, chosen, 'hadolint').split('\n').slice(0, -1);
  return lines.map((line) => line.replace(/^(\d+:\d+)-\S+ \w+ (\w+) .*$/, '$1 $2'));
}

it('reports a RUN once, on its first line', () => {
  const text = 'FROM alpine:3.20\nRUN apk add --no-cache \\\n  curl \\\n  git\nRUN apk add --no-cache a b\n';
  expect(found('apk-unpinned', text)).toEqual(['2:1 DL3018', '5:24 DL3018']);
});

it('reports an ONBUILD on its first line', () => {
  const text = 'FROM alpine:3.20\nONBUILD \\\n  RUN apk add --no-cache curl\n';
  expect(found('apk-unpinned', text)).toEqual(['2:1 DL3018']);
});

it.each([
  'sudo apk add curl',
  '/sbin/apk add curl',
  'sh -c "apk add curl"',
  '$apk add curl',
  'bash <<EOF\napk add curl\nEOF\n',
  'echo "$(apk add curl"',
])('does not see behind %j', (script) => {
  expect(found('apk-unpinned', `FROM alpine:3.20\nRUN ${script}\n`)).toEqual([]);
});

it.each(['X=1 apk add curl', 'exec apk add curl', '["apk", "add", "curl"]', '<<EOF\napk add curl\nEOF\n'])(
  'sees %j',
  (script) => {
    expect(found('apk-unpinned', `FROM alpine:3.20\nRUN ${script}\n`)).toHaveLength(1);
  },
);

it('reads scripts for Windows as bash, too', () => {
  const text = 'FROM windows\nSHELL ["powershell", "-Command"]\nRUN npm install typescript\n';
  expect(found('npm-unpinned', text)).toEqual(['3:17 DL3016']);
});

it('takes any `rm -rf` for a cleanup, and compares the first of each', () => {
  const run = (script: string) => found('yum-cache-kept', `FROM centos:7\nRUN ${script}\n`).length;
  expect(run('yum install -y a-1 && rm -rf /tmp/x')).toBe(0);
  expect(run('rm -rf /tmp/x && yum install -y a-1 && yum clean all')).toBe(1);
  expect(run('yum install -y a-1 && yum clean all && yum install -y b-1')).toBe(0);
});

it('forgets SHELL at each FROM', () => {
  const text =
    'FROM debian:12 AS a\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b\nFROM a\nRUN a | b\n';
  expect(found('pipe-without-pipefail', text)).toEqual(['5:9 DL4006']);
});

it('takes a variable for a version where an ARG or ENV sets it', () => {
  const text = 'FROM fedora:40\nARG V=1.0\nRUN dnf install -y a-$V\nRUN dnf install -y a-${W}\nENV W=1\n';
  expect(found('dnf-unpinned', text)).toEqual(['4:20 DL3041']);
});

it('reports curl and wget at each RUN that uses one of them', () => {
  const text = 'FROM debian:12\nRUN curl a\nRUN wget -q b\nRUN curl c\nFROM debian:12\nRUN curl d\n';
  expect(found('curl-and-wget', text)).toEqual(['3:5 DL4001', '4:5 DL4001']);
});
