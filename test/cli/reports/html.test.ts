import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../../temporary-folder.ts';
import { report } from './fixtures.ts';
import { describeWithProgram, findProgram } from './programs.ts';

describeWithProgram('chromium', 'the page of a report in Chromium', () => {
  let browser: Browser;
  let page: Page;
  /** What the page asked for besides itself, wrote to the console and threw. */
  let requests: string[];
  let complaints: string[];

  beforeAll(async () => {
    // Root may not use the sandbox.
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const executablePath = findProgram('chromium') ?? '';
    // No limits besides those of the tests.
    browser = await chromium.launch({ executablePath, args, timeout: 0 });
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    const file = join(temporaryFolder(), 'report.html');
    writeFileSync(file, await report('html'));
    page = await browser.newPage({ viewport: { width: 1000, height: 600 } });
    page.setDefaultTimeout(0);
    requests = [];
    complaints = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    const address = pathToFileURL(file).href;
    await page.goto(address);
    return async () => {
      expect(requests).toEqual([address]);
      expect(complaints).toEqual([]);
      await page.close();
    };
  });

  const shown = () => page.locator('.finding:visible').count();
  const visibleText = (selector: string) => page.locator(`${selector}:visible`).allTextContents();

  it('shows each finding below its source, and the counts on top', async () => {
    expect(await shown()).toBe(20);
    expect(await visibleText('#f2-L7 mark')).toEqual(['/srv']);
    const below = page.locator('#f2-L7 + .finding');
    expect(await below.textContent()).toContain(
      'Several sources need a folder as their destination: write /srv/',
    );
    expect(await visibleText('.counts')).toEqual(['no findings', '10 findings', '10 findings']);
    const [summary, first] = await Promise.all([
      page.locator('#summary').boundingBox(),
      page.locator('.file').first().boundingBox(),
    ]);
    expect(summary?.y).toBeLessThan(first?.y ?? 0);
  });

  it('runs and draws nothing that stands in a file', async () => {
    expect(await page.title()).toBe('dlint report');
    expect(await page.locator('script').count()).toBe(1);
    expect(await page.locator('img, iframe, main b, main script').count()).toBe(0);
    expect(await page.locator('a[href^="javascript"]').count()).toBe(0);
    expect(await page.locator('#f3-L7 code').textContent()).toContain(
      "<script>document.title='owned'</script>",
    );
    expect(await page.locator('body').textContent()).not.toMatch(/[\u202E\u001B]/);
  });

  it('would run nothing even if something stood in it: the policy forbids it', async () => {
    const ran = await page.evaluate(`
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<button id="evil" onclick="window.ran = true">');
      document.getElementById('evil').click();
      'ran' in window;
    `);
    expect(ran).toBe(false);
    const refused = () => complaints.filter((text) => text.includes('Content Security Policy'));
    await expect.poll(refused).toHaveLength(2);
    complaints = [];
  });

  it('filters by severity, rule and words', async () => {
    await page.getByRole('checkbox', { name: 'error' }).uncheck();
    expect(await shown()).toBe(12);
    expect(await page.getByRole('status').textContent()).toBe('12 of 20 shown');
    await page.getByRole('combobox').selectOption('DL3025');
    expect(await visibleText('.finding a')).toEqual(['DL3025', 'DL3025']);
    expect(await visibleText('.path')).toEqual(['several.Dockerfile']);
    await page.getByRole('searchbox').fill('WRITE echo');
    expect(await visibleText('.finding span.rule')).toEqual([' (shell-form-command) at 11:5']);
    await page.getByRole('searchbox').fill('nothing like it');
    expect(await visibleText('.file')).toEqual([]);
    await page.getByRole('searchbox').fill('');
    await page.getByRole('combobox').selectOption('');
    await page.getByRole('checkbox', { name: 'error' }).check();
    expect(await shown()).toBe(20);
    expect(await visibleText('.path')).toHaveLength(3);
  });

  it('is used from the keyboard', async () => {
    const focused = () => page.evaluate('document.activeElement.id');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(await focused()).toBe('f2-2');
    await page.keyboard.press('k');
    expect(await focused()).toBe('f2-1');
    await page.keyboard.press('/');
    await page.keyboard.type('jk');
    expect(await focused()).toBe('search');
    expect(await page.getByRole('searchbox').inputValue()).toBe('jk');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.value')).toBe('error');
  });

  it('is dark where the reader wants it', async () => {
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await background()).toBe('rgb(255, 255, 255)');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await background()).toBe('rgb(22, 24, 29)');
    await page.getByRole('button', { name: 'Light or dark' }).click();
    expect(await background()).toBe('rgb(255, 255, 255)');
  });
});
