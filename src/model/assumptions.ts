import type { BaseImage } from './base-image.ts';
import { formatPlatform, type Platform } from './platform.ts';

/** What is assumed of the build in which the file will be used. */
export interface Assumptions {
  /** Values of `--build-arg`. */
  readonly buildArgs: ReadonlyMap<string, string>;
  /** The stage of `--target`; `null` is the last one. */
  readonly target: string | null;
  /** The platform of `--platform`; linux/amd64 where it is not given. */
  readonly platform?: Platform;
  /** What is known of base images, by their full names: `docker.io/library/alpine:latest`. */
  readonly images?: ReadonlyMap<string, BaseImage>;
  /** What the build context's ignore file keeps out of it. */
  readonly ignored?: IgnoreRules;
}

/** An ignore file: its patterns, cleaned, with `!` in front of exceptions, and what comes of them. */
export interface IgnoreRules {
  readonly patterns: readonly string[];
  /** Whether a path, relative to the context, or a directory above it is ignored. */
  ignores(path: string): boolean;
}

/** Where a build runs and what it builds for, unless it is told otherwise. */
export const DEFAULT_PLATFORM: Platform = {
  os: 'linux',
  osVersion: '',
  osFeatures: [],
  architecture: 'amd64',
  variant: '',
};

export const noAssumptions: Assumptions = { buildArgs: new Map(), target: null };

/** The path that every Linux image has where it sets none. */
export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The global arguments that need no ARG (Dockerfile reference, "Automatic platform ARGs in the global scope"), for a build on linux/amd64. */
export function predefinedArgs(
  targetStage: string,
  platform: Platform = DEFAULT_PLATFORM,
): ReadonlyMap<string, string> {
  return new Map([
    ['BUILDPLATFORM', 'linux/amd64'],
    ['BUILDOS', 'linux'],
    ['BUILDOSVERSION', ''],
    ['BUILDARCH', 'amd64'],
    ['BUILDVARIANT', ''],
    ['TARGETPLATFORM', formatPlatform(platform)],
    ['TARGETOS', platform.os],
    ['TARGETOSVERSION', platform.osVersion],
    ['TARGETARCH', platform.architecture],
    ['TARGETVARIANT', platform.variant],
    ['TARGETSTAGE', targetStage],
  ]);
}
