import { buildSteps } from '../lint/build-steps.ts';
import { defineRule, type Place } from '../lint/rule.ts';
import type { Arg, Env, Word } from '../parser/ast.ts';
import { quoteGo } from '../word/quote-go.ts';

export default defineRule({
  summary: 'Secret in an ARG or ENV',
  why: "Their values stay in the image's configuration and history, where everyone who has the image can read them.",
  category: 'security',
  severity: 'warning',
  aliases: { hadolint: 'DL3064', buildkit: 'SecretsUsedInArgOrEnv' },
  presets: { hadolint: true, buildkit: true, recommended: true },
  messages: {
    check: 'Do not use ARG or ENV instructions for sensitive data ({{keyword}} {{name}})',
    secret:
      '`{{name}}` looks like a secret, and whoever has the image can read it: use `RUN --mount=type=secret`',
  },
  check({ file, report }) {
    if (file.preset === 'buildkit') return { end: checkSteps };
    const says = detectors[file.preset === 'hadolint' ? 'hadolint' : 'own'];
    const check = (node: Arg | Env, place: Place): void => {
      for (const { name, value } of file.preset === 'hadolint' ? pairsForHadolint(node) : node.pairs) {
        const text = value === null ? null : file.textOf(value);
        const holdsNone = text !== null && ((node.kind === 'Env' && text === '') || FILE.test(text));
        const variable = { name: unquoted(node, name), holdsNone, place };
        if (says(variable)) report('secret', name, variable);
      }
    };
    return { Arg: check, Env: check };

    function checkSteps(): void {
      for (const { at, instruction } of buildSteps(file)) {
        const { kind } = instruction;
        if (kind !== 'Arg' && kind !== 'Env') continue;
        for (const pair of instruction.pairs) {
          const name = file.build.expansionOf(pair.name)?.value ?? '';
          if (isSecret(name))
            report('check', at(pair.name), { keyword: kind.toUpperCase(), name: quoteGo(name) });
        }
      }
    }
  },
});

/** hadolint reads the first name of an ARG and passes over the others. */
function pairsForHadolint({ kind, pairs }: Arg | Env): (Arg | Env)['pairs'] {
  return kind === 'Arg' ? pairs.slice(0, 1) : pairs;
}

/** The quotes around the name of an ENV are no part of it; that of an ARG is taken as it is. */
function unquoted({ kind }: Arg | Env, { value }: Word): string {
  return kind === 'Env' ? value.replace(/["']/g, '') : value;
}

/** What is known of a variable. */
interface Variable {
  readonly name: string;
  /** Whether its value is no secret: an ENV sets it to nothing, for the one who runs the image to fill in, or it names a file. */
  readonly holdsNone: boolean;
  readonly place: Place;
}

const SECRET = /(?:^|_)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const HARMLESS = /(?:^|_)(?:public|file|version)(?:_|$)/i;
/** Places of secrets, and the fingerprints with which downloads are checked. */
const PUBLIC = /(?:^|_)(?:config|dir|fingerprints?|path|url)(?:_|$)|(?:^|_)(?:gpg|pgp)_key$/i;

/** The path of a file: `certificates/server.key`. */
const FILE = /^[\w.~-]*(?:\/[\w.-]+)+\.\w{1,5}$/;

/** Whether a variable holds a secret. An argument before the first FROM is not part of an image. */
const detectors = {
  own: ({ holdsNone, name, place }: Variable) =>
    place.stage !== null && !holdsNone && isSecret(name) && !PUBLIC.test(name),
  hadolint: ({ name }: Variable) => PARTS.test(name) || SERVICES.has(name.toUpperCase()),
};

function isSecret(name: string): boolean {
  return SECRET.test(name) && !HARMLESS.test(name);
}

const PARTS = /api_key|client_key|password|private|secret|token|username/i;

/** Names in which hadolint sees a secret although none of the parts is in them; it reports them in any letter case. */
const SERVICES = new Set([
  'APPLICATION_KEY',
  'AWS_ACCESS_KEY_ID',
  'CI_DEPLOY_USER',
  'DOCKER_EMAIL',
  'FACEBOOK_APP_ID',
  'HEROKU_API_USER',
  'OKTA_AUTHN_GROUPID',
  'OKTA_CLIENT_ORGURL',
  'OKTA_OAUTH2_CLIENTID',
  'STRIPE_DEVICE_NAME',
  'TRAVIS_OS_NAME',
  'TRAVIS_SECURE_ENV_VARS',
  'TRAVIS_SUDO',
]);
