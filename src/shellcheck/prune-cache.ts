import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DAY = 24 * 60 * 60 * 1000;

/** How long an entry is kept; one that is still wanted is worked out again. */
const KEPT = 30 * DAY;

/** Its time tells when the folder was last looked through. */
const MARK = 'pruned';

/** Removes entries that are over thirty days old, at most once a day. `now` in milliseconds. What cannot be removed stays. */
export function pruneCache(folder: string, now = Date.now()): void {
  try {
    if (now - timeOf(join(folder, MARK)) < DAY) return;
    // First, so that runs side by side do not all set to work.
    writeFileSync(join(folder, MARK), '');
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      if (entry.isFile() && now - timeOf(file) > KEPT) rmSync(file, { force: true });
    }
  } catch {
    // Another run may be at it, and a folder that cannot be written does not grow either.
  }
}

/** When a file was written, in milliseconds; 0 where there is none. */
function timeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
