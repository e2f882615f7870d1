/**
 * Lints a file for nothing: what this takes is compiled then, whatever else was asked of the command. Gives its exit codes.
 * @param {typeof import('../src/cli/main.ts').main} main
 */
exports.practise = async (main) => {
  const sample =
    'FROM debian:latest AS base\nRUN apt-get update && apt-get install curl\nCOPY a b /c\nCMD ["a"]\nBAD';
  const sink = { write: () => true, isTerminal: false };
  const { signal } = new AbortController();
  const exits = [];
  for (const format of ['compact', 'pretty']) {
    const io = {
      stdin: once(Buffer.from(sample)),
      stdout: sink,
      stderr: sink,
      env: {},
      cwd: __dirname,
      signal,
    };
    exits.push(await main(['lint', '--no-config', '--shellcheck', 'off', '-f', format, '-'], io));
  }
  return exits;
};

/** @param {Uint8Array} bytes */
async function* once(bytes) {
  yield bytes;
}
