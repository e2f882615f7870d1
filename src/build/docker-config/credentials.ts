import { join } from 'node:path';
import type { Environment } from '../environment.ts';
import { readAuthEntry } from './auth-entry.ts';
import { type DockerConfig, readJsonFile, type Warn } from './config-file.ts';
import { homeFolder } from './config-folder.ts';
import { type RegistryCredential, type StoredCredential, toRegistryCredential } from './credential.ts';
import { CredentialHelper, CredentialHelperError } from './credential-helper.ts';
import { defaultStore } from './default-store.ts';
import { readGiven } from './given-auths.ts';
import { entriesOf, textMember } from './json-member.ts';

/** The credentials of registries, wherever docker keeps them. */
export interface Credentials {
  /** Those of a registry, by its host (and port), or Docker Hub's `https://index.docker.io/v1/`; null where there are none. */
  for(registry: string): Promise<RegistryCredential | null>;
  /** All of them, by registry. Helpers may ask the user for each. */
  all(): Promise<ReadonlyMap<string, StoredCredential>>;
}

/**
 * Opens the credentials that docker has: DOCKER_AUTH_CONFIG, helpers for single registries, the helper for all others or else the
 * configuration itself (or `~/.dockercfg`, where nothing is configured). A helper that fails is a warning, and the others still count.
 */
export function openCredentials(
  config: DockerConfig,
  environment: Environment,
  warn: Warn,
  signal: AbortSignal = new AbortController().signal,
): Credentials {
  return new DockerCredentials(config, environment, warn, signal);
}

class DockerCredentials implements Credentials {
  readonly #config: DockerConfig;
  readonly #given: ReadonlyMap<string, unknown>;
  readonly #auths: ReadonlyMap<string, unknown>;
  readonly #store: CredentialHelper | undefined;
  /** By registry; undefined where the configuration names none for it, but says so: then it has the credentials itself. */
  readonly #helpers: ReadonlyMap<string, CredentialHelper | undefined>;
  readonly #found = new Map<string, Promise<StoredCredential | undefined>>();
  readonly #warn: Warn;

  constructor(config: DockerConfig, environment: Environment, warn: Warn, signal: AbortSignal) {
    const { auths, credentialHelpers, credentialStore } = config;
    const open = (name: string) => new CredentialHelper(name, environment, signal);
    const isBare = auths.size === 0 && credentialHelpers.size === 0;
    const store = credentialStore ?? (isBare ? defaultStore(environment) : undefined);
    this.#config = config;
    this.#warn = warn;
    this.#given = readGiven(environment, warn);
    this.#auths = isBare && store === undefined && !config.exists ? readLegacyFile(environment, warn) : auths;
    this.#store = store === undefined ? undefined : open(store);
    this.#helpers = new Map(
      [...credentialHelpers].map(([registry, name]) => [registry, name === '' ? undefined : open(name)]),
    );
  }

  async for(registry: string): Promise<RegistryCredential | null> {
    const found = this.#found.get(registry) ?? this.#find(registry);
    this.#found.set(registry, found);
    return toRegistryCredential(await found);
  }

  async all(): Promise<ReadonlyMap<string, StoredCredential>> {
    const found = this.#store === undefined ? this.#readAll(this.#auths) : await this.#listAll(this.#store);
    for (const [registry, helper] of this.#helpers) {
      const stored =
        helper === undefined ? (this.#read(this.#auths, registry) ?? {}) : await this.#ask(helper, registry);
      if (stored !== undefined) found.set(registry, stored);
    }
    return new Map([...found, ...this.#readAll(this.#given)]);
  }

  async #find(registry: string): Promise<StoredCredential | undefined> {
    const given = this.#read(this.#given, registry);
    const helper = this.#helpers.has(registry) ? this.#helpers.get(registry) : this.#store;
    if (given !== undefined || helper === undefined) return given ?? this.#read(this.#auths, registry);
    return this.#ask(helper, registry);
  }

  async #listAll(store: CredentialHelper): Promise<Map<string, StoredCredential>> {
    const found = new Map<string, StoredCredential>();
    const registries = await this.#attempt(() => store.list());
    for (const registry of registries ?? []) {
      if (this.#helpers.has(registry)) continue;
      const stored = await this.#ask(store, registry);
      if (stored !== undefined) found.set(registry, stored);
    }
    return found;
  }

  /** The configuration may still know the user's mail address, which some old registries want. */
  async #ask(helper: CredentialHelper, registry: string): Promise<StoredCredential | undefined> {
    const stored = await this.#attempt(() => helper.get(registry));
    const email = textMember(this.#config.auths.get(registry), 'email');
    return stored?.serverAddress === undefined || email === undefined ? stored : { ...stored, email };
  }

  async #attempt<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof CredentialHelperError)) throw error;
      this.#warn(`${error.message}, so its credentials are not used`);
      return undefined;
    }
  }

  /** Docker once stored registries by URL: `https://registry.example/v1/`. */
  #read(auths: ReadonlyMap<string, unknown>, registry: string): StoredCredential | undefined {
    const key = auths.has(registry) ? registry : [...auths.keys()].find((name) => hostOf(name) === registry);
    return key === undefined ? undefined : this.#readEntry(key, auths.get(key));
  }

  #readAll(auths: ReadonlyMap<string, unknown>): Map<string, StoredCredential> {
    const entries = [...auths].map(
      ([registry, entry]) => [registry, this.#readEntry(registry, entry)] as const,
    );
    return new Map(
      entries.flatMap(([registry, stored]) => (stored === undefined ? [] : [[registry, stored]])),
    );
  }

  #readEntry(registry: string, entry: unknown): StoredCredential | undefined {
    const stored = readAuthEntry(registry, entry);
    if (stored === undefined)
      this.#warn(
        `"auth" of ${registry} in docker's configuration is not base64 of name:password, so it is not used`,
      );
    return stored;
  }
}

function hostOf(key: string): string {
  return key.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

/** The file that docker kept credentials in before it had a configuration: entries by registry. */
function readLegacyFile(environment: Environment, warn: Warn): ReadonlyMap<string, unknown> {
  const value = readJsonFile(join(homeFolder(environment), '.dockercfg'), warn);
  return new Map(entriesOf({ auths: value }, 'auths'));
}
