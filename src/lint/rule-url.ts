import { buildkitChecks, checkPage, isBuildkitCheck } from './buildkit-checks.ts';

/** The page about a code on the web: hadolint's, BuildKit's or ShellCheck's; `undefined` for codes that only dlint has. */
export function ruleUrl(code: string): string | undefined {
  // Has no page: it stands for whatever cannot be read.
  if (code === 'DL1000') return undefined;
  if (/^DL\d{4}$/.test(code)) return `https://github.com/hadolint/hadolint/wiki/${code}`;
  if (/^SC\d{4}$/.test(code)) return `https://www.shellcheck.net/wiki/${code}`;
  return isBuildkitCheck(code) ? checkPage(buildkitChecks[code]) || undefined : undefined;
}
