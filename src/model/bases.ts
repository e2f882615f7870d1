import type { From } from '../parser/ast.ts';
import { quoteGo } from '../word/quote-go.ts';
import { type Assumptions, DEFAULT_PATH } from './assumptions.ts';
import type { BaseImage } from './base-image.ts';
import type { Base, BuildStage, StageState } from './build-stage.ts';
import { cut } from './cut.ts';
import { Environment } from './environment.ts';
import type { Evaluation } from './evaluation.ts';
import { type ImageName, parseImageName } from './image-name.ts';
import { parsePlatform } from './platform.ts';
import type { Stage } from './stages.ts';

/** Finds out what each stage is built on (Dockerfile reference, "FROM"); only global arguments count there. */
export function resolveBases(
  stages: readonly Stage[],
  globals: Environment,
  evaluation: Evaluation,
  images: Assumptions['images'] = new Map(),
): readonly BuildStage[] {
  const earlier = new Map<string, BuildStage>();
  return stages.map((stage) => {
    const base = resolveBase(stage.from, globals, earlier, evaluation, images);
    const os = osOf(stage.from, base, globals, evaluation);
    const built: BuildStage = {
      stage,
      base,
      os,
      environment: inherited(base, os),
      state: initialState(base, os),
    };
    if (stage.name !== null) earlier.set(stage.name, built);
    return built;
  });
}

function resolveBase(
  { extent, image }: From,
  globals: Environment,
  earlier: ReadonlyMap<string, BuildStage>,
  evaluation: Evaluation,
  images: ReadonlyMap<string, BaseImage>,
): Base {
  const unknown: Base = { kind: 'image', text: '', name: null, config: null, unset: [] };
  if (image === null) return unknown;
  const expansion = evaluation.expand(image, globals, extent);
  if (expansion === null) return unknown;
  const { unset, value } = expansion;
  if (value === '') {
    const advice = adviceForUnset(unset);
    evaluation.refuse(
      'blank-base-name',
      image.span,
      extent,
      `base name (${image.value}) should not be blank`,
      advice,
    );
    return { ...unknown, unset };
  }
  if (value === 'scratch') return { kind: 'scratch' };
  const stage = earlier.get(value);
  if (stage !== undefined) return { kind: 'stage', stage };
  const name = parseImageName(value);
  if (name.ok) {
    const config = images.get(name.value.canonical) ?? null;
    return { kind: 'image', text: value, name: name.value, config, unset };
  }
  const words = `failed to parse stage name ${quoteGo(value)}: ${name.words}`;
  const meant = earlier.get(value.toLowerCase())?.stage.name;
  const advice = meant ? `stages are named in lower case here: \`FROM ${meant}\`` : adviceForUnset(unset);
  evaluation.refuse('invalid-image-name', image.span, extent, words, advice);
  return { kind: 'image', text: value, name: null, config: null, unset };
}

function adviceForUnset([name]: readonly string[]): string | null {
  return name === undefined
    ? null
    : `give \`${name}\` a value with \`ARG ${name}=…\` before the first \`FROM\``;
}

function osOf(from: From, base: Base, globals: Environment, evaluation: Evaluation): 'linux' | 'windows' {
  const platform = from.flags.find(({ name }) => name.value === 'platform')?.value;
  const os = platform && platformOs(from, platform, globals, evaluation);
  if (os) return os;
  if (base.kind === 'stage') return base.stage.os;
  if (base.kind === 'image' && base.config !== null)
    return base.config.os === 'windows' ? 'windows' : 'linux';
  return base.kind === 'image' && base.name !== null && isWindowsImage(base.name) ? 'windows' : 'linux';
}

function platformOs(
  { extent }: From,
  platform: NonNullable<From['flags'][number]['value']>,
  globals: Environment,
  evaluation: Evaluation,
): 'linux' | 'windows' | null {
  if (platform.value === '') return null;
  const expansion = evaluation.expand(
    platform,
    globals,
    extent,
    `failed to process arguments for platform ${platform.value}: `,
  );
  if (expansion === null) return null;
  if (expansion.value === '') {
    const words = `empty platform value from expression ${platform.value}`;
    evaluation.refuse('invalid-platform', platform.span, extent, words, null);
    return null;
  }
  const parsed = parsePlatform(expansion.value);
  if (parsed.ok) return parsed.value.os === 'windows' ? 'windows' : 'linux';
  const words = `failed to parse platform ${platform.value}: ${parsed.words}`;
  evaluation.refuse('invalid-platform', platform.span, extent, words, null);
  return null;
}

/** Microsoft publishes the base images of Windows; no other system builds on them. */
function isWindowsImage({ domain, path }: ImageName): boolean {
  return domain === 'mcr.microsoft.com' && /^windows(?:\/|$)/.test(path);
}

function inherited(base: Base, os: 'linux' | 'windows'): Environment {
  if (base.kind === 'stage') return new Environment(base.stage.environment);
  const environment = new Environment();
  if (os === 'linux') environment.set('PATH', DEFAULT_PATH);
  for (const variable of configOf(base)?.Env ?? []) {
    const [name, value = ''] = cut(variable, '=');
    environment.set(name, value);
  }
  return environment;
}

function configOf(base: Base): BaseImage['config'] | undefined {
  return base.kind === 'image' ? base.config?.config : undefined;
}

function initialState(base: Base, os: 'linux' | 'windows'): StageState {
  const set = configOf(base)?.Shell ?? [];
  const shell = os === 'windows' ? ['cmd', '/S', '/C'] : ['/bin/sh', '-c'];
  const shellIsSet = set.length > 0;
  return {
    shell: shellIsSet ? set : shell,
    shellIsSet,
    workdir: configOf(base)?.WorkingDir || null,
    workdirIsSet: false,
    user: null,
  };
}
