import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listRecords } from '../../api/contract/index.ts';
import { axe, chromiumPath, desktop, launchBrowser, openWindow, phone, shoot, signIn, speak } from './browser.ts';
import { eventually } from './eventually.ts';
import { leadsFile } from './import-file.ts';
import { password, startWholeInstallation, type WholeInstallation } from './whole-installation.ts';

const skipped = chromiumPath() === null;
if (skipped) console.warn('No Chromium found (set CHROMIUM_PATH): browser tests of designer, desk and import are skipped.');

const locales = ['en', 'ru', 'pl'] as const;
type Locale = (typeof locales)[number];

interface Screen {
  name: string;
  login: string;
  path: string;
  ready: string;
  /** A text that must be seen, by language. */
  text: { [locale in Locale]: string };
  prepare?(page: Page, narrow: boolean): Promise<unknown>;
  /** Where drawing is not possible there is nothing to prepare. */
  desktopOnly?: boolean;
}

const screens: Screen[] = [
  {
    name: 'processes',
    login: 'piotr',
    path: '/processes',
    ready: 'table a',
    text: { en: 'Open cases', ru: 'Открытых дел', pl: 'Otwarte sprawy' },
  },
  {
    name: 'designer',
    login: 'piotr',
    path: '/processes/lead',
    ready: '[data-element-id="PreSalesCall"] .djs-visual',
    text: { en: 'Who does it?', ru: 'Кто делает?', pl: 'Kto to robi?' },
    prepare: async (page, narrow) => {
      if (!narrow) return page.click('[data-element-id="PreSalesCall"] > .djs-visual', { force: true });
      // The step is beyond the edge of a phone: the list leads to it.
      await page.click('.designer-bottom [role="tab"] >> nth=1');
      await page.locator('.designer-outline button', { hasText: /^Pre-sales call/ }).click();
    },
  },
  {
    name: 'publish',
    login: 'piotr',
    path: '/processes/lead',
    ready: '[data-element-id="PreSalesCall"] .djs-visual',
    text: { en: 'Checked', ru: 'Проверено', pl: 'Sprawdzono' },
    prepare: async (page) => {
      await page.keyboard.press('Control+Enter');
      await page.waitForSelector('[role="dialog"] h3 >> nth=1');
    },
    desktopOnly: true,
  },
  {
    name: 'desk',
    login: 'marta',
    path: '/desk',
    ready: 'aside h3',
    text: { en: 'Worst first', ru: 'Сначала худшее', pl: 'Najgorsze najpierw' },
    prepare: (page) => page.keyboard.press('a'),
  },
  {
    name: 'import-list',
    login: 'ewa',
    path: '/import',
    ready: 'input[type="file"]',
    text: { en: 'Drop a CSV or Excel file here', ru: 'Перетащите сюда файл CSV или Excel', pl: 'Upuść tu plik CSV lub Excel' },
  },
];

let installation: WholeInstallation;
let browser: Browser;

beforeAll(async () => {
  if (skipped) return;
  installation = await startWholeInstallation('demo');
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

describe.skipIf(skipped)('screens of process owner, supervisor and clerk', () => {
  for (const size of [desktop, phone])
    for (const login of ['piotr', 'marta', 'ewa'])
      test(`${login} at ${size.width}: three languages, light and dark, nothing axe finds, nothing to scroll sideways`, async () => {
        const { context, page, faults } = await openWindow(browser, installation.address, { size });
        const complaints = complaintsOf(page);
        await signIn(page, login, password);
        complaints.length = 0;
        for (const locale of locales) {
          await speak(page, locale);
          for (const screen of screens.filter((each) => each.login === login && !(each.desktopOnly && size === phone)))
            await look(page, screen, locale, size === phone);
        }
        expect(complaints).toEqual([]);
        expect(faults).toEqual([]);
        await context.close();
      });

  test('a file is imported from drop to errors file', async () => {
    const { context, page, faults } = await openWindow(browser, installation.address);
    const complaints = complaintsOf(page);
    await signIn(page, 'ewa', password, 'en');
    complaints.length = 0;
    await page.goto('/import');
    await page.setInputFiles('input[type="file"]', { name: leadsFile.name, mimeType: 'text/csv', buffer: Buffer.from(leadsFile.content) });
    await page.waitForURL(/\/import\/.+/);
    await page.waitForSelector('td >> text=Пекарня Колос');
    expect(await page.getByRole('combobox', { name: 'Encoding' }).or(page.getByLabel('Encoding')).first().inputValue()).toBe(
      'windows-1251',
    );
    expect(await page.getByLabel('Separator').first().inputValue()).toBe('semicolon ;');
    if ((await page.locator('th:nth-child(4) input[role="combobox"]').inputValue()) !== 'Order volume a month') {
      await page.click('th:nth-child(4) input[role="combobox"]');
      await page.locator('[role="option"]:visible', { hasText: 'Order volume a month' }).click();
    }
    await eventually(() => page.locator('td[data-out]').count()).toBe(0);
    await axeInBoth(page, 'import columns');
    await page.click('button:has-text("Check all rows")');
    await page.waitForSelector('button:has-text("Run: 3 leads")', { timeout: 60_000 });
    expect(await counts(page)).toEqual(['Rows in the file 6', '= new leads 3', '+ duplicates in the file 1', '+ refused 1', '+ empty 1']);
    await axeInBoth(page, 'import checked');
    await page.click('button:has-text("Run: 3 leads")');
    await page.waitForSelector('button:has-text("Run again")', { timeout: 60_000 });
    expect(await counts(page)).toEqual(['Rows in the file 6', '= new leads 3', '+ duplicates 1', '+ refused 1', '+ empty 1']);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('a:has-text("File of these rows")')]);
    expect(readFileSync(await download.path(), 'utf8')).toMatch(/Кофейня Зерно/);
    await page.click('button:has-text("Correct")');
    await page.getByRole('textbox', { name: 'Объём' }).fill('90000');
    await axeInBoth(page, 'import correct');
    await page.click('button:has-text("Run again")');
    await eventually(() => counts(page)).toEqual(['Rows in the file 6', '= new leads 4', '+ duplicates 1', '+ refused 0', '+ empty 1']);
    const marta = await installation.as('marta');
    await eventually(async () => {
      const { items } = await marta.call(listRecords, { query: { type: 'lead', q: 'Кофейня Зерно' } });
      return items.map((item) => item.title);
    }).toEqual(['Кофейня Зерно']);
    expect(complaints).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });
});

async function look(page: Page, screen: Screen, locale: Locale, narrow: boolean): Promise<void> {
  const label = `${screen.name} ${locale} ${narrow ? 390 : 1440}`;
  await page.goto(screen.path);
  await page.waitForSelector(screen.ready, { state: 'attached' });
  await screen.prepare?.(page, narrow);
  await eventually(() =>
    page
      .locator(`text=${screen.text[locale]}`)
      .count()
      .then((count) => count > 0),
  ).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), label).toBeLessThanOrEqual(0);
  await axeInBoth(page, label);
}

async function axeInBoth(page: Page, label: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await shoot(page, `${label.replaceAll(' ', '-')}-${colorScheme}`);
    expect(await axe(page), `${label} ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

/** What the browser itself complains about. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  return complaints;
}

/** What became of the rows, as it is read. */
async function counts(page: Page): Promise<string[]> {
  const rows = await page.locator('dl > div').all();
  return Promise.all(rows.map(async (row) => `${await row.locator('dt').textContent()} ${await row.locator('dd').textContent()}`));
}
