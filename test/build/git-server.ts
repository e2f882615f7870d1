import { execFileSync, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';

/** What git is told in tests: no settings of the machine, and a name for commits. */
const ENVIRONMENT = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
};

/** Runs git in a folder and gives what it printed. */
export function runGit(folder: string, ...words: readonly string[]): string {
  return execFileSync('git', words, { cwd: folder, env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'] })
    .toString()
    .trim();
}

/** A repository with one commit of these files on a branch. */
export function repository(files: Readonly<Record<string, string>>, branch = 'main'): string {
  const folder = temporaryFolder(files);
  runGit(folder, 'init', '--quiet', '--initial-branch', branch);
  commit(folder, 'first');
  return folder;
}

/** Commits all that is in a folder and gives the commit. */
export function commit(folder: string, message: string): string {
  runGit(folder, 'add', '--all');
  runGit(folder, 'commit', '--quiet', '--message', message);
  return runGit(folder, 'rev-parse', 'HEAD');
}

/**
 * The address of a server for the repositories in a folder, until the test is over. One that is plain hands out files
 * only. It runs in the process of the test, so git must not be waited for without asynchrony.
 */
export async function gitServer(root: string, isPlain = false): Promise<string> {
  const server = createServer((request, response) => serve(root, isPlain, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on TCP has an address with a port, not the path of a socket.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Hands a request to git's own CGI program. */
function serve(root: string, isPlain: boolean, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '', 'http://server');
  const cgi = spawn('git', ['http-backend'], {
    env: {
      ...ENVIRONMENT,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: pathname,
      QUERY_STRING: isPlain ? '' : search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'],
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
  });
  request.pipe(cgi.stdin);
  const chunks: Buffer[] = [];
  cgi.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  cgi.on('close', () => {
    const answer = Buffer.concat(chunks);
    const end = answer.indexOf('\r\n\r\n');
    const fields = answer
      .subarray(0, end)
      .toString()
      .split('\r\n')
      .map((line) => line.split(': '));
    const headers = Object.fromEntries(fields);
    response.writeHead(Number.parseInt(headers.Status ?? '200', 10), headers).end(answer.subarray(end + 4));
  });
}
