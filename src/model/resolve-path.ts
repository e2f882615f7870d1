import { cleanPath } from './clean-path.ts';

/** A WORKDIR as an absolute path; `null` where it depends on the base image's, which is not known. */
export function resolvePath(from: string | null, path: string, os: 'linux' | 'windows'): string | null {
  const absolute = isAbsolutePath(path, os);
  if (!absolute && from === null) return null;
  if (os === 'windows') return absolute ? path : `${from}\\${path}`;
  return cleanPath(absolute ? path : `${from}/${path}`);
}

/** Whether a path does not depend on the working directory: on Windows it may begin with a drive. */
export function isAbsolutePath(path: string, os: 'linux' | 'windows'): boolean {
  if (os === 'linux') return path.startsWith('/');
  return /^(?:[a-zA-Z]:)?[/\\]/.test(path);
}
