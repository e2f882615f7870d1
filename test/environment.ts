/**
 * Runs before each file of tests: takes away what the one who runs them has set for Docker, git, languages, times and terminals, which
 * they and the programs that they run would follow. What finds programs, homes, caches and registries stays.
 */
const OTHERS =
  /^(?:(?:BUILDKIT|BUILDX|DOCKER|GIT|GITHUB|GITLAB|HADOLINT|LC|SHELLCHECK)_.*|LANG|LANGUAGE|TZ|(?:NO|FORCE)_COLOR|COLUMNS|LINES|NODE_OPTIONS|SOURCE_DATE_EPOCH|(?:SSH_)?ASKPASS|SSH_AUTH_SOCK)$/;

for (const name of Object.keys(process.env)) if (OTHERS.test(name)) delete process.env[name];

// Servers of tests are on this machine, and none of its proxies leads to them.
const unproxied = [process.env.NO_PROXY ?? process.env.no_proxy ?? '', 'localhost', '127.0.0.1'];
process.env.NO_PROXY = unproxied.filter((host) => host !== '').join();
process.env.no_proxy = process.env.NO_PROXY;
