import { describe, expect, it } from 'vitest';
import {
  configuresNoRecommended,
  configuresYes,
  mayAsk,
  readApt,
  takesRecommended,
} from '../../src/shell/apt.ts';
import type { Subcommand } from '../../src/shell/subcommand.ts';
import { readCommands } from './read-commands.ts';

function read(run: string): Subcommand | null {
  const [command] = readCommands(`FROM alpine\nRUN ${run}\n`).commands;
  return command === undefined ? null : readApt(command);
}

/** Whether a call passes a test; `null` for what is no call of apt. */
function holds(test: (apt: Subcommand) => boolean, run: string): boolean | null {
  const apt = read(run);
  return apt === null ? null : test(apt);
}

describe('what apt is told', () => {
  it.each([
    ['apt-get -qq -t stable install -y -o A=b curl git', 'install', ['curl', 'git']],
    ['apt -c conf update', 'update', []],
    ['aptitude install curl', 'install', ['curl']],
  ])('%s', (run, name, packages) => {
    expect(read(run)).toMatchObject({ name, operands: packages.map((value) => ({ value })) });
  });

  it.each(['apt-get', 'apt-get --version', 'apt-cache search curl', 'apk add curl'])('nothing: %s', (run) => {
    expect(read(run)).toBeNull();
  });
});

describe('whether apt may ask', () => {
  it.each([
    'apt-get install curl',
    'apt-get install -q curl',
    'apt-get -q=1 install curl',
    'apt install --force-yes curl',
    'apt-get install -oDpkg::Use-Pty=0 curl',
    'apt-get install -o APT::Get::Assume-Yes=no curl',
    'apt-get dist-upgrade',
    'apt-get autoremove',
  ])('yes: %s', (run) => {
    expect(holds(mayAsk, run)).toBe(true);
  });

  it.each([
    'apt-get install -y curl',
    'apt-get -yq install curl',
    'apt-get install curl --assume-yes',
    'apt-get -qq install curl',
    'apt-get -q -q install curl',
    'apt-get -q=2 install curl',
    'apt-get --quiet=2 install curl',
    'apt-get -o apt::get::assume-yes=1 install curl',
    'apt-get --option=APT::Get::Assume-Yes=true install curl',
    'apt-get install --print-uris curl',
    'apt-get -s upgrade',
    'apt-get update',
    'apt-get clean',
  ])('no: %s', (run) => {
    expect(holds(mayAsk, run)).toBe(false);
  });
});

describe('whether apt installs what is recommended', () => {
  it.each(['apt-get install curl', 'apt install -o APT::Install-Recommends=true curl'])('yes: %s', (run) => {
    expect(holds(takesRecommended, run)).toBe(true);
  });

  it.each([
    'apt-get install --no-install-recommends curl',
    'apt-get -o APT::Install-Recommends=0 install curl',
    'aptitude -R install curl',
    'apt-get upgrade',
  ])('no: %s', (run) => {
    expect(holds(takesRecommended, run)).toBe(false);
  });
});

describe('configurations', () => {
  it.each([
    ['APT::Get::Assume-Yes "true";', true, false],
    ['APT { Get { Assume-Yes "1"; }; Install-Recommends "false"; };', true, true],
    ['APT::Install-Recommends 0;', false, true],
    ['APT::Install-Recommends \\"no\\";', false, true],
    ['APT::Get::Assume-Yes "false"; APT::Install-Recommends "1";', false, false],
    ['apt-get -o APT::Get::Assume-Yes=true -o APT::Install-Recommends=0 install curl', false, false],
  ])('%s', (text, yes, noRecommended) => {
    expect([configuresYes(text), configuresNoRecommended(text)]).toEqual([yes, noRecommended]);
  });
});
