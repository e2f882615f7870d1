import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { report } from '../cli/reports/fixtures.ts';
import { run } from '../cli/run.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** Descriptions of rules that are longer are cut (https://docs.github.com/code-security, “SARIF support for code scanning”). */
const LONGEST = { name: 255, shortDescription: 1024, fullDescription: 1024 };

interface Text {
  readonly text: string;
}

describe('what GitHub asks of SARIF beyond its schema', () => {
  it('has texts for each rule, none too long, and few tags', async () => {
    const [{ tool }] = JSON.parse(await report('sarif', ['--preset', 'all'])).runs;
    const { rules } = tool.driver;
    expect(rules.length).toBeGreaterThan(5);
    for (const rule of rules) {
      const short: Text = rule.shortDescription;
      const full: Text = rule.fullDescription ?? short;
      expect(short.text.length, rule.id).toBeLessThanOrEqual(LONGEST.shortDescription);
      expect(full.text.length, rule.id).toBeLessThanOrEqual(LONGEST.fullDescription);
      expect(rule.name?.length ?? 0, rule.id).toBeLessThanOrEqual(LONGEST.name);
      expect(rule.help.text, rule.id).not.toBe('');
      expect(rule.properties?.tags?.length ?? 0, rule.id).toBeLessThanOrEqual(10);
    }
  });

  it('has room for as many findings as are taken: 10 MB, compressed', { timeout: 120_000 }, async () => {
    const lines = Array.from({ length: 25_000 }, (_, index) => `COPY a${index} b${index} /srv${index}`);
    const cwd = temporaryFolder({ Dockerfile: `FROM scratch\n${lines.join('\n')}\nUSER 1\n` });
    const args = ['-f', 'sarif', '--shellcheck', 'off', 'Dockerfile'];
    const { stdout } = await run(args, { cwd });
    const [{ results }] = JSON.parse(stdout).runs;
    expect(results.length).toBeGreaterThanOrEqual(25_000);
    expect(gzipSync(stdout).length).toBeLessThan(10_000_000);
  });

  // As GitLab wants them, too.
  it.each(['.', './web', './**/Dockerfile'])(
    'has paths below the repository, without "./", for %s',
    async (operand) => {
      const cwd = temporaryFolder({ 'web/Dockerfile': 'FROM debian:latest\n' });
      for (const format of ['sarif', 'gitlab']) {
        const { stdout } = await run(['-f', format, operand], { cwd });
        expect(stdout).toMatch(/"(?:uri|path)":"web\/Dockerfile"/);
      }
    },
  );
});
