import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { run } from './run.ts';

const root = join(import.meta.dirname, '../..');

/** A file (its name, a colon, its content), or commands with what they print. */
const BLOCK = /^`(?<name>[^`\n]+)`:\n\n```\w+\n(?<content>.*?)^```$|^```console\n(?<session>.*?)^```$/gms;

/** Runs the commands of a page in order; the files of its beginning are there for each section, those of a section only in it. */
async function renderPage(page: string): Promise<string> {
  const [head = '', ...sections] = page.split(/^(?=## )/m);
  const rendered = [head];
  for (const section of sections) {
    const folder = temporaryFolder({ '.git/HEAD': '' });
    // The package by its own name, as where it is installed.
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(root, join(folder, 'node_modules/dockerfile-dlint'), 'junction');
    for (const { groups = {} } of head.matchAll(BLOCK)) write(folder, groups.name, groups.content);
    rendered.push(await renderSection(section, folder));
  }
  return rendered.join('');
}

async function renderSection(section: string, cwd: string): Promise<string> {
  let rendered = '';
  let end = 0;
  for (const { 0: block, groups = {}, index } of section.matchAll(BLOCK)) {
    if (groups.session === undefined) write(cwd, groups.name, groups.content);
    const shown =
      groups.session === undefined ? block : `\`\`\`console\n${await replay(groups.session, cwd)}\`\`\``;
    rendered += section.slice(end, index) + shown;
    end = index + block.length;
  }
  return rendered + section.slice(end);
}

async function replay(session: string, cwd: string): Promise<string> {
  let played = '';
  for (const [command, variables = '', words = ''] of session.matchAll(/^\$ ((?:\w+=\S* )*)dlint\b(.*)$/gm)) {
    const env = Object.fromEntries(
      variables
        .split(' ')
        .filter(Boolean)
        .map((pair) => pair.split('=')),
    );
    const { exit, stderr, stdout } = await run(words.split(' ').filter(Boolean), { cwd, env });
    played += `${command}\n${stderr}${stdout}${exit === 0 ? '' : `(exit code ${exit})\n`}`;
  }
  return played;
}

function write(folder: string, name = '', content = ''): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}

it.each([
  ['configuration.md', 20],
  ['ci-gate.md', 7],
  ['formats.md', 16],
])('%s shows what its examples print', async (name, least) => {
  const path = join(root, 'docs', name);
  const page = readFileSync(path, 'utf8');
  expect(page.match(BLOCK)?.length).toBeGreaterThan(least);
  await expect(await renderPage(page)).toMatchFileSnapshot(path);
});
