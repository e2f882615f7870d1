import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCommandLine } from '../../src/cli/command-line.ts';
import command from '../../src/cli/commands/build.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import type { RecordingIo } from './recording-io.ts';

/** Runs `dlint build` with these arguments. */
export async function dlintBuild(io: RecordingIo, ...argv: readonly string[]): Promise<number> {
  const request = readCommandLine(argv, command.options);
  if (request.kind !== 'run') throw new Error(`not a build: ${argv.join(' ')}`);
  return command.run(request.args, io);
}

/** A folder with these files and a busybox, which a `FROM scratch` can copy as its shell. */
export function contextWith(busybox: string, files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder(files);
  copyFileSync(busybox, join(folder, 'busybox'));
  return folder;
}
