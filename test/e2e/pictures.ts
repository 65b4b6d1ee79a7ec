import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { demoPassword } from '../../crm/demo/people.ts';
import { projectRoot } from '../helpers/temporal.ts';
import { launchBrowser, openWindow, signIn } from './browser.ts';
import { leadsFile } from './import-file.ts';

/** `node --import tsx test/e2e/pictures.ts http://127.0.0.1:8080`: pictures of the README, from a running demo company. */
const address = process.argv[2] ?? 'http://127.0.0.1:8080';
const folder = join(projectRoot, 'docs/pictures');
const drawn = '[data-element-id="PreSalesCall"] > .djs-visual';

const pictures: { name: string; login: string | null; take(page: Page): Promise<unknown> }[] = [
  { name: 'sign-in', login: null, take: (page) => page.goto('/') },
  {
    name: 'inbox',
    login: 'olga',
    async take(page) {
      await page.waitForSelector('form');
    },
  },
  {
    name: 'list',
    login: 'marta',
    async take(page) {
      await page.goto('/records');
      await page.waitForSelector('a[href^="/records/"]');
    },
  },
  {
    name: 'record',
    login: 'tomasz',
    async take(page) {
      // What waits for him next, so that its form stands there.
      const href = await page.locator('a[href^="/records/"]').first().getAttribute('href');
      await page.goto(String(href));
      await page.waitForSelector('[aria-current="step"]');
      await page.waitForSelector('form');
    },
  },
  {
    name: 'designer',
    login: 'piotr',
    async take(page) {
      await page.goto('/processes/lead');
      await page.click(drawn, { force: true });
    },
  },
  {
    name: 'publish',
    login: 'piotr',
    async take(page) {
      await page.goto('/processes/lead');
      await page.click(drawn, { force: true });
      await page.fill('.designer-panel-title', 'First call');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Control+Enter');
      await page.waitForSelector('[role="dialog"] li');
    },
  },
  {
    name: 'desk',
    login: 'marta',
    async take(page) {
      await page.goto('/desk');
      await page.waitForSelector('aside h3');
      await page.keyboard.press('j');
      await page.keyboard.press('a');
      await page.waitForSelector('button:has-text("Pool")');
    },
  },
  {
    name: 'import',
    login: 'ewa',
    async take(page) {
      await page.goto('/import');
      await page.setInputFiles('input[type="file"]', {
        name: leadsFile.name,
        mimeType: 'text/csv',
        buffer: Buffer.from(leadsFile.content),
      });
      await page.click('th:nth-child(4) input[role="combobox"]');
      await page.locator('[role="option"]:visible', { hasText: 'Order volume' }).click();
      await page.waitForSelector('td[data-out]', { state: 'detached' });
      await page.click('button:has-text("Check all rows")');
      await page.waitForSelector('button:has-text("Run:")');
    },
  },
];

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await launchBrowser();
  for (const { name, login, take } of pictures) {
    const { context, page } = await openWindow(browser, address);
    if (login) await signIn(page, login, demoPassword, 'en');
    await take(page);
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await context.close();
  }
  await browser.close();
}

await main();
