import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { presets } from '../../lint/presets.ts';
import { type Arguments, defineCommand, type OptionSpecs, UsageError } from '../command.ts';
import { ConfigFinder } from '../config/find-config.ts';
import { findHadolintConfig } from '../config/find-hadolint-config.ts';
import { loadHadolintConfig } from '../config/load-config.ts';
import { count } from '../count.ts';
import { Exit } from '../exit.ts';
import { type ConfigDraft, renderConfig } from '../init/config-lines.ts';
import { findToday } from '../init/find-today.ts';
import { draftFromFindings } from '../init/from-findings.ts';
import { draftFromHadolint } from '../init/from-hadolint.ts';
import { systemErrorWords } from '../input/system-error.ts';
import type { Io } from '../io.ts';

const FILE = '.dlint.yaml';

const table = {
  'from-findings': {
    type: 'flag',
    summary: 'Start from what is found today, even where hadolint is configured',
  },
  preset: {
    type: 'string',
    value: 'NAME',
    choices: presets,
    summary: 'Which rules run (default recommended); implies --from-findings',
  },
  force: { type: 'flag', summary: `Overwrite a ${FILE}` },
} as const satisfies OptionSpecs;

/** `dlint init`: a first configuration. */
export default defineCommand({
  name: 'init',
  summary: 'Write a configuration to begin with',
  description:
    `Writes ${FILE} in the working directory. Where a .hadolint.yaml is there, it says the same in dlint's words. Else the Dockerfiles ` +
    'below the directory are linted, and the rules that would fail are set below the threshold, with a count of their findings: the ' +
    'run passes today, and new problems of other kinds do not.',
  operands: '',
  options: table,
  examples: [
    ['dlint init', 'Carry a .hadolint.yaml over, or start from what is found'],
    ['dlint init --preset strict', 'Start from what the preset finds'],
  ],
  async run({ operands, options }, io) {
    if (operands[0] !== undefined) throw new UsageError(`takes no '${operands[0]}'; it writes ./${FILE}`);
    refuseOther(io.cwd, options.force);
    const { draft, exit, from } = await makeDraft(options, io);
    write(renderConfig(draft), io.cwd, options.force);
    io.stdout.write(`Wrote ${FILE} from ${from}; \`dlint --print-config\` shows what holds for each file.\n`);
    return exit;
  },
});

/** Two configurations in a directory: one of them would be passed over without a word. */
function refuseOther(cwd: string, force: boolean): void {
  const config = new ConfigFinder(cwd).find(cwd);
  if (config === undefined || dirname(config) !== cwd) return;
  const name = basename(config);
  if (name !== FILE) throw new UsageError(`${name} is there already: edit that, or take it away`);
  if (!force) throw alreadyThere();
}

interface Made {
  readonly draft: ConfigDraft;
  readonly exit: Exit;
  /** What it was made from, in words. */
  readonly from: string;
}

async function makeDraft(options: Arguments<typeof table>['options'], io: Io): Promise<Made> {
  const hadolint = findHadolintConfig(io);
  if (!options['from-findings'] && options.preset === undefined && hadolint?.isProject)
    return carryOver(hadolint.file, io.cwd);
  const preset = options.preset ?? 'recommended';
  const { exit, findings } = await findToday(preset, io);
  return {
    draft: draftFromFindings(findings, preset),
    exit,
    from: `${count(findings.length, 'finding')} under the preset ${preset}`,
  };
}

function carryOver(file: string, cwd: string): Made {
  const { run, settings } = loadHadolintConfig(file, cwd);
  const name = basename(file);
  return { draft: draftFromHadolint(name, settings, run), exit: Exit.clean, from: name };
}

function write(text: string, cwd: string, force: boolean): void {
  try {
    writeFileSync(join(cwd, FILE), text, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw alreadyThere();
    throw new UsageError(`${FILE}: ${systemErrorWords(error)}`);
  }
}

function alreadyThere(): UsageError {
  return new UsageError(`${FILE} is there already: --force overwrites it`);
}
