import { type Checked, right, wrong } from '../word/checked.ts';
import { parseDigest } from './digest.ts';
import { lowerCase } from './letter-case.ts';

/** What names an image in a registry (Dockerfile reference, "FROM"). */
export interface ImageName {
  /** The registry, such as `docker.io` or `localhost:5000`. */
  readonly domain: string;
  /** The repository in the registry, such as `library/alpine`. */
  readonly path: string;
  readonly tag: string | null;
  /** With its algorithm: `sha256:…`. */
  readonly digest: string | null;
  /** Domain and path as Docker shows them, without those of Docker Hub: `alpine`. */
  readonly familiar: string;
  /** The whole name with the tag that it stands for: `docker.io/library/alpine:latest`. */
  readonly canonical: string;
}

const HUB = 'docker.io';
const OFFICIAL = 'library/';
const MAXIMAL_PATH_LENGTH = 255;

const LABEL = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const DOMAIN = `(?:${LABEL}(?:\\.${LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const PATH = `${COMPONENT}(?:/${COMPONENT})*`;
const TAG = '\\w[\\w.-]{0,127}';
const DIGEST = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[a-fA-F0-9]{32,}';
const REFERENCE = new RegExp(`^(?:(${DOMAIN})/)?(${PATH})(?::(${TAG}))?(?:@(${DIGEST}))?$`);

/** Reads the name of an image and completes what it leaves out, as every Docker program does. */
export function parseImageName(text: string): Checked<ImageName> {
  if (/^[a-f0-9]{64}$/.test(text))
    return wrong(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  const { domain: registry, rest } = splitDomain(text);
  const [repository = ''] = rest.split(':', 1);
  if (lowerCase(repository) !== repository)
    return wrong(`invalid reference format: repository name (${repository}) must be lowercase`);
  const full = `${registry}/${rest}`;
  const match = REFERENCE.exec(full);
  if (match === null) {
    const isLowerCaseMissing = REFERENCE.test(lowerCase(full));
    return wrong(isLowerCaseMissing ? 'repository name must be lowercase' : 'invalid reference format');
  }
  const [, domain = '', path = '', tag = null, digest = null] = match;
  if (path.length > MAXIMAL_PATH_LENGTH)
    return wrong(`repository name must not be more than ${MAXIMAL_PATH_LENGTH} characters`);
  const checked = digest === null ? null : parseDigest(digest);
  return checked?.ok === false ? checked : right(imageName(domain, path, tag, digest));
}

function imageName(domain: string, path: string, tag: string | null, digest: string | null): ImageName {
  const name = domain === '' ? path : `${domain}/${path}`;
  const shownTag = tag ?? (digest === null ? 'latest' : null);
  const canonical = `${name}${shownTag === null ? '' : `:${shownTag}`}${digest === null ? '' : `@${digest}`}`;
  const familiar = domain === HUB ? path.replace(/^library\/(?!.*\/)/, '') : name;
  return { domain, path, tag, digest, familiar, canonical };
}

/** The registry, and what is asked of it; a first part is a registry only if it looks like one. */
function splitDomain(text: string): { readonly domain: string; readonly rest: string } {
  const slash = text.indexOf('/');
  const first = text.slice(0, Math.max(slash, 0));
  const isDomain = first === 'localhost' || /[.:]/.test(first) || lowerCase(first) !== first;
  const domain = !isDomain || first === 'index.docker.io' ? HUB : first;
  const rest = isDomain ? text.slice(slash + 1) : text;
  return { domain, rest: domain === HUB && !rest.includes('/') ? OFFICIAL + rest : rest };
}
