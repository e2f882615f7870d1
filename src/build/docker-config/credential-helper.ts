import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { errorCode, reasonOf } from '../context/file-error.ts';
import type { Environment } from '../environment.ts';
import { isRecord } from '../is-record.ts';
import { withoutEmpty } from './auth-entry.ts';
import type { StoredCredential } from './credential.ts';
import { textMember } from './json-member.ts';
import { readJsonText } from './json-text.ts';

/** A helper cannot be run, fails or answers nonsense. The message never holds what it said in JSON, which may be a secret. */
export class CredentialHelperError extends Error {
  override readonly name = 'CredentialHelperError';
}

/** What a user name stands for that is none: the secret is an identity token. */
const TOKEN_USER = '<token>';

/** How a helper ended, and what it printed. */
interface Ended {
  /** Null where it was killed. */
  readonly exitCode: number | null;
  readonly output: string;
}

/** The programs that keep credentials, `docker-credential-NAME` on PATH, by docker's protocol. */
export class CredentialHelper {
  readonly #program: string;
  readonly #environment: Environment;
  readonly #signal: AbortSignal;

  constructor(name: string, environment: Environment, signal: AbortSignal) {
    this.#program = `docker-credential-${name}`;
    this.#environment = environment;
    this.#signal = signal;
  }

  /** The registries that it has credentials for. Throws a CredentialHelperError, or whatever comes of the signal. */
  async list(): Promise<readonly string[]> {
    const { exitCode, output } = await this.#run('list', 'unused');
    if (exitCode !== 0) throw this.#failed(exitCode, output);
    return Object.keys(this.#parse(output));
  }

  /** The credentials of a registry; empty where it has none. Throws as `list` does. */
  async get(registry: string): Promise<StoredCredential> {
    const { exitCode, output } = await this.#run('get', registry);
    if (exitCode !== 0 && /credentials not found in native keychain/i.test(output)) return {};
    if (exitCode !== 0) throw this.#failed(exitCode, output);
    const answer = this.#parse(output);
    const username = textMember(answer, 'Username');
    const secret = textMember(answer, 'Secret');
    const isToken = username === TOKEN_USER;
    return withoutEmpty({
      username: isToken ? undefined : username,
      password: isToken ? undefined : secret,
      email: undefined,
      serverAddress: registry,
      identityToken: isToken ? secret : undefined,
      registryToken: undefined,
    });
  }

  async #run(action: 'get' | 'list', input: string): Promise<Ended> {
    try {
      return await this.#runToEnd(action, input);
    } catch (error) {
      if (this.#signal.aborted) throw error;
      throw this.#error(
        errorCode(error) === 'ENOENT' ? 'is not on PATH' : `cannot be run (${reasonOf(error)})`,
      );
    }
  }

  async #runToEnd(action: 'get' | 'list', input: string): Promise<Ended> {
    const child = spawn(this.#program, [action], {
      env: this.#environment,
      stdio: ['pipe', 'pipe', 'ignore'],
      signal: this.#signal,
    });
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve);
    });
    // A helper may end without reading.
    child.stdin.on('error', () => undefined).end(input);
    try {
      const [exitCode, output] = await Promise.all([ended, text(child.stdout)]);
      return { exitCode, output };
    } finally {
      // What it has started may live on and hold it open.
      child.stdout.destroy();
    }
  }

  #parse(output: string): Readonly<Record<string, unknown>> {
    const json = readJsonText(output);
    if (json.ok && json.value === null) return {};
    if (json.ok && isRecord(json.value)) return json.value;
    throw this.#error('gave an answer that is no JSON object');
  }

  #failed(exitCode: number | null, output: string): CredentialHelperError {
    const line = output.trim().split('\n')[0]?.slice(0, 200) ?? '';
    const words = line === '' || line.includes('{') ? '' : `: ${line}`;
    return this.#error(
      exitCode === null ? 'was killed by a signal' : `failed with exit code ${exitCode}${words}`,
    );
  }

  #error(problem: string): CredentialHelperError {
    return new CredentialHelperError(`${this.#program} ${problem}`);
  }
}
