import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { askDaemon } from './real-daemon.ts';
import { killIfRunning } from './running-commands.ts';

/** A Docker daemon that belongs to one test. */
export interface OwnDaemon {
  /** `unix:///path` */
  readonly address: string;
  readonly process: ChildProcess;
}

const OPTIONS = ['--iptables=false', '--bridge=none', '--storage-driver', 'vfs'];
const OPTIONS_OF_29 = [...OPTIONS, '--ip6tables=false'];

/**
 * Starts a daemon on a socket of its own: Docker 29 with the programs in this folder (DLINT_TEST_ENGINES), without one
 * Debian's. It and all it started are gone when the test is over.
 */
export async function startOwnDaemon(programs?: string): Promise<OwnDaemon> {
  const folder = temporaryFolder();
  const address = `unix://${folder}/d.sock`;
  const paths = ['--data-root', `${folder}/data`, '--exec-root', `${folder}/exec`];
  const own = ['-H', address, '--pidfile', `${folder}/pid`];
  const options = programs === undefined ? OPTIONS : OPTIONS_OF_29;
  const PATH = [...(programs === undefined ? [] : [programs]), process.env.PATH].join(':');
  const env = { ...process.env, PATH };
  const daemon = spawn('dockerd', [...paths, ...own, ...options], { stdio: 'ignore', env });
  onTestFinished(() => cleanUp(folder));
  while (daemon.exitCode === null) {
    if (await answers(address)) return { address, process: daemon };
    await setTimeout(100);
  }
  throw new Error(`dockerd ended with exit code ${daemon.exitCode}`);
}

function answers(address: string): Promise<boolean> {
  return askDaemon(address, 'GET', '/_ping').then(
    () => true,
    () => false,
  );
}

/** A daemon that was killed leaves containerd, the container and mounts behind. */
async function cleanUp(folder: string): Promise<void> {
  for (let pids = processesOf(folder); pids.length > 0; pids = processesOf(folder)) {
    for (const pid of pids) killIfRunning(pid);
    await setTimeout(50);
  }
  const mounts = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((path) => path.startsWith(`${folder}/`));
  // What was mounted on top goes first.
  for (const mount of mounts.reverse()) execFileSync('umount', ['-l', mount]);
}

/** The processes whose command line names the folder, and their children, children first. */
function processesOf(folder: string): readonly number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,args=']).toString().trim().split('\n');
  const running = lines
    .map((line) => /^\s*(\d+)\s+(\d+)\s+([^Z]\S*)\s+(.*)$/.exec(line))
    .filter((match) => match !== null);
  const named = running.filter(([, , , , args]) => args?.includes(folder)).map(([, pid]) => Number(pid));
  const children = running
    .filter(([, , parent]) => named.includes(Number(parent)))
    .map(([, pid]) => Number(pid));
  return [...new Set([...children, ...named])];
}
