import { type Checked, right, wrong } from '../word/checked.ts';
import { quoteGo } from '../word/quote-go.ts';
import { cleanPath } from './clean-path.ts';
import { fromBytes, unescapeUrl } from './url-escape.ts';

/** What an image runs on (Dockerfile reference, "Automatic platform ARGs in the global scope"). */
export interface Platform {
  readonly os: string;
  /** As in `windows(10.0.17763)/amd64`; empty where not given. */
  readonly osVersion: string;
  /** As in `windows(+win32k)/amd64`. */
  readonly osFeatures: readonly string[];
  readonly architecture: string;
  /** Empty where the architecture has none or it is the usual one. */
  readonly variant: string;
}

const SYSTEMS = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(
    ' ',
  ),
);
const ARCHITECTURES = new Set(
  '386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 wasm'.split(
    ' ',
  ),
);
const COMPONENT = /^[A-Za-z0-9_.-]+$/;
const SYSTEM = /^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.%-]*)((?:\+[A-Za-z0-9_.%-]+)*)\))?$/;
const INVALID = ': invalid argument';

/** Reads `os`, `architecture` or `os[(version)]/architecture[/variant]`; what is left out is Linux on amd64. */
export function parsePlatform(text: string): Checked<Platform> {
  const given = quoteGo(text);
  if (text.includes('*')) return wrong(`${given}: wildcards not yet supported${INVALID}`);
  const parts = splitParts(text);
  const [first = '', architecture = '', variant = ''] = parts;
  const system = parseSystem(first, given);
  if (!system.ok) return system;
  const bad = parts.slice(1).find((part) => !COMPONENT.test(part));
  if (bad !== undefined) {
    const pattern = quoteGo(COMPONENT.source);
    return wrong(
      `${quoteGo(bad)} is an invalid component of ${given}: platform specifier component must match ${pattern}${INVALID}`,
    );
  }
  switch (parts.length) {
    case 1:
      return parseSingle(first, system.value);
    case 2:
      return right({ ...system.value, ...usual(normalizeArchitecture(architecture, '')) });
    case 3: {
      const normal = normalizeArchitecture(architecture, variant);
      const isArm64 = normal.architecture === 'arm64' && normal.variant === '';
      return right({ ...system.value, ...normal, ...(isArm64 ? { variant: 'v8' } : {}) });
    }
    default:
      return wrong(`${given}: cannot parse platform specifier${INVALID}`);
  }
}

/** A platform as containerd writes it, with the version of its system; `{ ...platform, osVersion: '' }` leaves that out. */
export function formatPlatform({ architecture, os, osFeatures, osVersion, variant }: Platform): string {
  if (os === '') return 'unknown';
  const features = [...new Set(osFeatures)].sort().map((feature) => `+${encodeOption(feature)}`);
  const options = encodeOption(osVersion) + features.join('');
  const parts = [options === '' ? os : `${os}(${options})`, architecture, variant];
  return cleanPath(parts.filter((part) => part !== '').join('/'));
}

type System = Pick<Platform, 'os' | 'osVersion' | 'osFeatures'>;
type Processor = Pick<Platform, 'architecture' | 'variant'>;

/** At most four parts: the last keeps its slashes. */
function splitParts(text: string): readonly string[] {
  const parts = text.split('/');
  return parts.length <= 4 ? parts : [...parts.slice(0, 3), parts.slice(3).join('/')];
}

function parseSystem(text: string, given: string): Checked<System> {
  const match = SYSTEM.exec(text);
  if (match === null) {
    const pattern = quoteGo(SYSTEM.source);
    return wrong(
      `${quoteGo(text)} is an invalid OS component of ${given}: OSAndVersion specifier component must match ${pattern}${INVALID}`,
    );
  }
  const [, name = '', version = '', features = ''] = match;
  const osVersion = unescapeUrl(version, 'path');
  if (!osVersion.ok)
    return wrong(`${given} has an invalid OS version ${quoteGo(version)}: ${osVersion.words}`);
  const osFeatures: string[] = [];
  for (const feature of features.split('+').slice(1)) {
    const decoded = unescapeUrl(feature, 'path');
    if (!decoded.ok)
      return wrong(
        `${given} has invalid OS features: invalid os feature ${quoteGo(feature)}: ${decoded.words}`,
      );
    osFeatures.push(fromBytes(decoded.value));
  }
  const os = name.toLowerCase();
  return right({ os: os === 'macos' ? 'darwin' : os, osVersion: fromBytes(osVersion.value), osFeatures });
}

/** A single word is a system, else an architecture. */
function parseSingle(text: string, system: System): Checked<Platform> {
  if (SYSTEMS.has(system.os)) return right({ ...system, architecture: 'amd64', variant: '' });
  const processor = usual(normalizeArchitecture(text, ''));
  if (ARCHITECTURES.has(processor.architecture)) return right({ ...system, os: 'linux', ...processor });
  return wrong(`${quoteGo(text)}: unknown operating system or architecture${INVALID}`);
}

/** `v7` goes without saying for `arm`. */
function usual({ architecture, variant }: Processor): Processor {
  return { architecture, variant: architecture === 'arm' && variant === 'v7' ? '' : variant };
}

function normalizeArchitecture(givenArchitecture: string, givenVariant: string): Processor {
  const architecture = givenArchitecture.toLowerCase();
  const variant = givenVariant.toLowerCase();
  switch (architecture) {
    case 'i386':
      return { architecture: '386', variant: '' };
    case 'x86_64':
    case 'x86-64':
    case 'amd64':
      return { architecture: 'amd64', variant: variant === 'v1' ? '' : variant };
    case 'aarch64':
    case 'arm64':
      return { architecture: 'arm64', variant: normalizeArm64Variant(variant) };
    case 'armhf':
      return { architecture: 'arm', variant: 'v7' };
    case 'armel':
      return { architecture: 'arm', variant: 'v6' };
    case 'arm':
      return { architecture, variant: variant === '' ? 'v7' : variant.replace(/^[5-8]$/, 'v$&') };
    default:
      return { architecture, variant };
  }
}

function normalizeArm64Variant(variant: string): string {
  if (['8', 'v8', 'v8.0'].includes(variant)) return '';
  return ['9', '9.0', 'v9.0'].includes(variant) ? 'v9' : variant;
}

/** Hides what would read as part of the notation. */
function encodeOption(text: string): string {
  return text.replace(/[%+()/]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
