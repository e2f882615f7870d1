/**
 * Standard output and standard error. What is written goes straight to the file descriptor, as long as it takes it: the streams of Node
 * write to files and pipes just as synchronously, but take a tenth of a start to load. Terminals get theirs, and so do pipes that are full
 * and do not wait, and whoever needs a stream.
 */
const { fstatSync, statSync, writeSync } = require('node:fs');
const process = require('node:process');

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
  const isDirect = takesBytes(fd);

  return {
    /** @param {string | Uint8Array} chunk */
    write(chunk) {
      if (isBroken) return false;
      if (stream !== undefined || !isDirect) return stays().write(chunk);
      const rest = writeAll(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
      return rest === undefined || stays().write(rest);
    },
    get isTerminal() {
      return !isDirect && stays().isTTY === true;
    },
    get columns() {
      return isDirect ? undefined : stays().columns;
    },
    get rows() {
      return isDirect ? undefined : stays().rows;
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

/** Whether something takes bytes as they are, all at once: a file, a pipe, a socket, or nothing at all. @param {number} fd */
function takesBytes(fd) {
  if (process.platform === 'win32') return false;
  try {
    const stats = fstatSync(fd);
    return !stats.isCharacterDevice() || stats.rdev === statSync('/dev/null').rdev;
  } catch {
    return false;
  }
}
