import { createHash, createPublicKey, createSign, randomUUID, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * A server that gives out tokens for a registry (CNCF Distribution's token authentication):
 *
 *   node token-server.js PORT KEY.pem CERTIFICATE.pem
 *
 * Who knows the password in DLINT_TEST_REGISTRY_USER and DLINT_TEST_REGISTRY_PASSWORD may do everything, others may pull
 * what is below `public/`; a wrong password is refused. By GET with basic authentication, or by POST as OAuth 2 has it, where
 * `access_type=offline` gives a refresh token (Docker's "identity token") too.
 */
const [port = '', keyFile = '', certificateFile = ''] = process.argv.slice(2);
const key = readFileSync(keyFile);
const certificate = new X509Certificate(readFileSync(certificateFile));
const { DLINT_TEST_REGISTRY_USER: user, DLINT_TEST_REGISTRY_PASSWORD: password } = process.env;
/** For anybody to see is only that it does not change while the server runs. */
const refreshToken = randomUUID();

/** @typedef {{ readonly type: string, readonly name: string, readonly actions: readonly string[] }} Access */

/** @param {string} scope `repository:private/base:pull,push` @returns {Access} */
function readScope(scope) {
  const [, type = '', name = '', actions = ''] = /^([^:]*):(.*):([^:]*)$/.exec(scope) ?? [];
  return { type, name, actions: actions.split(',') };
}

/** @param {Access} access @param {boolean} known @returns {Access} */
function grant(access, known) {
  if (known) return access;
  const actions = access.name.startsWith('public/') ? access.actions.filter((name) => name === 'pull') : [];
  return { ...access, actions };
}

/** A signed JSON Web Token that grants this access for five minutes. @param {readonly Access[]} access */
function sign(access) {
  const now = Math.floor(Date.now() / 1000);
  const header = { typ: 'JWT', alg: 'RS256', kid: keyId(), x5c: [certificate.raw.toString('base64')] };
  const claims = { iss: 'tokens', aud: 'registry', sub: user, jti: randomUUID(), access };
  const times = { nbf: now - 60, iat: now, exp: now + 300 };
  const signed = [header, { ...claims, ...times }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
}

/** The key's fingerprint as Distribution writes it: 240 bits of a hash in groups of base32. */
function keyId() {
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const hash = createHash('sha256').update(der).digest().subarray(0, 30);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...hash].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('');
  return letters.match(/.{4}/g)?.join(':');
}

/**
 * Who asks: known, nobody in particular, or somebody who has it wrong.
 * @param {string | undefined} authorization @param {URLSearchParams} form @returns {'known' | 'anonymous' | 'wrong'}
 */
function whoAsks(authorization, form) {
  if (form.get('grant_type') === 'refresh_token')
    return form.get('refresh_token') === refreshToken ? 'known' : 'wrong';
  const given =
    form.get('grant_type') === 'password'
      ? `${form.get('username')}:${form.get('password')}`
      : authorization && Buffer.from(authorization.replace(/^Basic /i, ''), 'base64').toString();
  if (given === undefined) return 'anonymous';
  return given === `${user}:${password}` ? 'known' : 'wrong';
}

createServer(async (request, response) => {
  const query = new URL(request.url ?? '/', 'http://tokens').searchParams;
  const form = new URLSearchParams(request.method === 'POST' ? await text(request) : '');
  const who = whoAsks(request.headers.authorization, form);
  if (who === 'wrong') {
    response.writeHead(401, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ error: 'invalid_grant', details: 'incorrect username or password' }));
    return;
  }
  const scopes = [...query.getAll('scope'), ...form.getAll('scope')].flatMap((scope) => scope.split(' '));
  const token = sign(scopes.filter(Boolean).map((scope) => grant(readScope(scope), who === 'known')));
  const offline = form.get('access_type') === 'offline' || query.get('offline_token') === 'true';
  const answer = { token, access_token: token, expires_in: 300, issued_at: new Date().toISOString() };
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(offline ? { ...answer, refresh_token: refreshToken } : answer));
}).listen(Number(port), '127.0.0.1');
