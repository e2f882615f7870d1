import { execFileSync } from 'node:child_process';
import { closeSync, openSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, onTestFinished } from 'vitest';
import { leaveOut } from '../leave-out.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** How much a small disk holds, in KiB. */
const SIZE = 256;

/** Tests that need small disks: where none can be mounted they are left out, and say so; in CI that is a failure. */
export function describeWithSmallDisks(title: string, tests: () => void): void {
  const isPossible = process.platform === 'linux' && process.getuid?.() === 0;
  describe(title, () => (isPossible ? tests() : leaveOut('small disks', 'mounting one needs root on Linux')));
}

/** A folder that is a disk of its own, of 256 KiB; it is gone when the test is over. */
export function smallDisk(): string {
  const folder = temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}k`, 'dlint-test', folder]);
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
}

/** A small disk that is full. */
export function fullDisk(): string {
  const folder = smallDisk();
  fill(folder);
  return folder;
}

/** Takes all that is left on a small disk, by a file `filling`; files without content can still be made. */
export function fill(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const file = openSync(join(folder, 'filling'), 'w');
  for (let left = bavail * bsize; left > 0; ) left -= writeSync(file, Buffer.alloc(left));
  closeSync(file);
}
