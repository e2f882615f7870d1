/** What is known of a registry's credentials; all of it may be missing, as for a registry that a helper knows no more. */
export interface StoredCredential {
  readonly username?: string;
  readonly password?: string;
  readonly email?: string;
  /** The registry, as it is stored. */
  readonly serverAddress?: string;
  /** Stands for name and password where tokens are fetched. */
  readonly identityToken?: string;
  /** A token for the registry itself. */
  readonly registryToken?: string;
}

/** What opens a registry: a name and password, or a token that stands for both. */
export type RegistryCredential =
  | { readonly username: string; readonly password: string }
  | { readonly identityToken: string };

/** The part of what is stored that opens a registry, or null. */
export function toRegistryCredential(stored: StoredCredential | undefined): RegistryCredential | null {
  if (stored?.identityToken !== undefined) return { identityToken: stored.identityToken };
  if (stored?.username === undefined) return null;
  return { username: stored.username, password: stored.password ?? '' };
}
