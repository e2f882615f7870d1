/**
 * Standard output and standard error. What is written goes straight to the file descriptor as far as it surely takes it, since the streams
 * of Node take a tenth of a start to load. Terminals get theirs, and so do pipes behind what they have room for: to wait until they are
 * read would halt all else, such as a build that is under way.
 */
const { fstatSync, statSync, writeSync } = require('node:fs');
const process = require('node:process');

/** How many bytes a pipe has room for at least: macOS begins with so many, Linux with 64 KiB. */
const PIPE_ROOM = 16 * 1024;

/**
 * @param {1 | 2} fd
 * @param {() => NodeJS.WriteStream} open gives the stream
 * @param {(error: NodeJS.ErrnoException) => void} onError told of the first error; what is written after it is lost
 */
exports.standardOutput = (fd, open, onError) => {
  /** @type {NodeJS.WriteStream | undefined} */
  let stream;
  let isBroken = false;
  const stays = () => (stream ??= open().on('error', fail));
  /** How many bytes may still go straight to it. */
  let room = roomOf(fd);
  const isDirect = room > 0;

  return {
    /** @param {string | Uint8Array} chunk */
    write(chunk) {
      if (isBroken) return false;
      if (stream !== undefined || !isDirect) return stays().write(chunk);
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      if (bytes.length > room) return stays().write(bytes);
      room -= bytes.length;
      const rest = writeAll(bytes);
      return rest === undefined || stays().write(rest);
    },
    get isTerminal() {
      return !isDirect && stays().isTTY === true;
    },
    // A terminal that does not know its size says 0.
    get columns() {
      return isDirect ? undefined : stays().columns || undefined;
    },
    get rows() {
      return isDirect ? undefined : stays().rows || undefined;
    },
    get stream() {
      return stays();
    },
  };

  /** @param {Uint8Array} bytes @returns {Uint8Array | undefined} what is left for the stream */
  function writeAll(bytes) {
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(fd, bytes, written);
    } catch (cause) {
      const error = /** @type {NodeJS.ErrnoException} */ (cause);
      if (error.code === 'EAGAIN') return bytes.subarray(written);
      fail(error);
    }
    return undefined;
  }

  /** @param {NodeJS.ErrnoException} error */
  function fail(error) {
    if (!isBroken) onError(error);
    isBroken = true;
  }
};

/** How many bytes something takes as they are, without waiting: all of them if it is a file or nothing at all, none if it is a terminal. @param {number} fd */
function roomOf(fd) {
  if (process.platform === 'win32') return 0;
  try {
    const stats = fstatSync(fd);
    if (stats.isFIFO() || stats.isSocket()) return PIPE_ROOM;
    return !stats.isCharacterDevice() || stats.rdev === statSync('/dev/null').rdev ? Infinity : 0;
  } catch {
    return 0;
  }
}
