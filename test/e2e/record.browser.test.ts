import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeRecord, createRecord, getRecord } from '../../api/contract/index.ts';
import { axe, chromiumPath, launchBrowser, openWindow, phone, shoot, signIn, type Visit } from './browser.ts';
import { eventually } from './eventually.ts';
import { password, startWebProduct, type WebProduct } from './web-product.ts';

const skipped = chromiumPath() === null;
if (skipped) console.warn('No Chromium found (set CHROMIUM): browser tests of record page, list and figures are skipped.');

let product: WebProduct;
let browser: Browser;
let record: string;
const firm = 'Zakłady Przetwórstwa Owocowo-Warzywnego „Zielony Zakątek”';

async function visit(login: string, options: Visit, work: (page: Page) => Promise<void>): Promise<void> {
  const { context, page, faults } = await openWindow(browser, product.address, options);
  await signIn(page, login, password, options.locale ?? 'en');
  await work(page);
  expect(faults).toEqual([]);
  await context.close();
}

beforeAll(async () => {
  if (skipped) return;
  product = await startWebProduct();
  browser = await launchBrowser();
  const tomasz = await product.as('tomasz');
  const made = await tomasz.call(createRecord, { body: { type: 'deal', title: firm, fields: { amount: 12_400 } } });
  record = made.id;
  for (let number = 1; number <= 130; number++) {
    await tomasz.call(createRecord, { body: { type: 'deal', title: `Firm ${number}`, fields: { amount: number * 100 } } });
  }
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
});

describe.skipIf(skipped)('record page', () => {
  test('shows where it stands, on the diagram and in words', async () => {
    await visit('tomasz', { locale: 'pl' }, async (page) => {
      await page.goto(`/records/${record}`);
      await page.waitForSelector('[aria-current="step"]');
      await page.keyboard.press('m');
      await page.waitForSelector('.map-now .djs-visual');
      expect(await page.locator('.map-walked').count()).toBeGreaterThan(0);
      expect(await page.textContent('[role="dialog"] ol')).toMatch(/Teraz: /);
      await shoot(page, 'map-pl');
      await page.keyboard.press('Escape');
      await page.waitForSelector('[role="dialog"]', { state: 'detached' });
    });
  });

  test('the same form completes the step here', async () => {
    const tomasz = await product.as('tomasz');
    const { id } = await tomasz.call(createRecord, { body: { type: 'deal', title: 'Done here', fields: {} } });
    await visit('tomasz', {}, async (page) => {
      await page.goto(`/records/${id}`);
      await page.waitForSelector('textarea[name="note"]');
      await page.keyboard.press('1');
      await page.keyboard.press('n');
      await page.keyboard.type('Wants cartons');
      for (const box of await page.locator('[data-field="checklist"] input').all()) await box.check();
      await page.keyboard.press('Control+Enter');
      await page.waitForSelector('[aria-current="step"] >> text=Need');
      await page.waitForSelector('text=Wants cartons');
    });
  });

  test('two edit the same field: both versions are shown, and the choice is the reader’s', async () => {
    const tomasz = await product.as('tomasz');
    await visit('tomasz', {}, async (page) => {
      await page.goto(`/records/${record}?edit=true`);
      const name = page.locator('input[name="field:title"]');
      await name.fill('My name for it');
      const { version } = await tomasz.call(getRecord, { params: { record } });
      await tomasz.call(changeRecord, { params: { record }, body: { version, patch: { title: 'Their name for it' } } });
      await name.press('Enter');
      const alert = page.locator('[role="alert"] table');
      await alert.waitFor();
      expect(await alert.textContent()).toContain('My name for it');
      expect(await alert.textContent()).toContain('Their name for it');
      await page.click('text=Save mine over it');
      await alert.waitFor({ state: 'detached' });
    });
    expect((await tomasz.call(getRecord, { params: { record } })).title).toBe('My name for it');
  });

  test('a link to what does not exist explains itself', async () => {
    await visit('tomasz', {}, async (page) => {
      await page.goto('/records/00000000-0000-4000-8000-000000000000');
      await page.waitForSelector('text=This does not exist, or you may not see it.');
      await page.goto('/nowhere');
      await page.waitForSelector('text=There is no such page');
    });
  });

  test.each([
    ['pl', 'light', 'desktop'],
    ['ru', 'dark', 'desktop'],
    ['en', 'dark', 'phone'],
  ] as const)('%s, %s, %s: axe finds nothing', async (locale, scheme, device) => {
    await visit('tomasz', { locale, scheme, size: device === 'phone' ? phone : undefined }, async (page) => {
      await page.goto(`/records/${record}`);
      await page.waitForSelector('textarea[name="note"]');
      await shoot(page, `record-${locale}-${scheme}-${device}`);
      expect(await axe(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
    });
  });
});

describe.skipIf(skipped)('list', () => {
  test('draws only what is in sight, pages on, and its filters live in the address', async () => {
    await visit('tomasz', {}, async (page) => {
      await page.goto('/records?type=deal&sort=created');
      await page.waitForSelector('[role="row"] a');
      const total = Number(await page.getAttribute('[role="table"]', 'aria-rowcount'));
      expect(total).toBeGreaterThanOrEqual(131);
      expect(await page.locator('[role="row"]').count()).toBeLessThan(80);
      await page.locator('[data-pane="list"]').evaluate((pane) => pane.scrollTo(0, 1e6));
      await page.waitForSelector('text="Firm 40"');
      await page.locator('[data-pane="list"]').evaluate((pane) => pane.scrollTo(0, 1e6));
      await page.waitForSelector('text="Firm 1"');
      await page.keyboard.press('/');
      await page.keyboard.type('Firm 77');
      await page.waitForSelector('text=Text: Firm 77');
      expect(new URL(page.url()).searchParams.get('q')).toBe('Firm 77');
      await eventually(() => page.locator('[role="row"] a').count()).toBe(1);
      expect(await page.getAttribute('[role="row"] a', 'href')).toMatch(/^\/records\/[0-9a-f-]{36}$/);
    });
  });

  test('rows are walked by keys and opened with Enter', async () => {
    await visit('tomasz', {}, async (page) => {
      await page.goto('/records?type=deal&sort=title');
      await page.waitForSelector('[role="row"] a');
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      const title = await page.textContent('[data-current] a');
      await page.keyboard.press('Enter');
      await eventually(() => page.textContent('h1')).toBe(title);
    });
  });

  test.each([
    ['ru', 'light', 'desktop'],
    ['pl', 'dark', 'phone'],
  ] as const)('%s, %s, %s: axe finds nothing', async (locale, scheme, device) => {
    await visit('tomasz', { locale, scheme, size: device === 'phone' ? phone : undefined }, async (page) => {
      await page.goto('/records?type=deal');
      await page.waitForSelector('[role="row"] a');
      await shoot(page, `list-${locale}-${scheme}-${device}`);
      expect(await axe(page)).toEqual([]);
    });
  });
});

describe.skipIf(skipped)('first load', () => {
  test('is at most 250 kB of gzipped JavaScript, its language included', () => {
    const html = readFileSync(join(product.webFolder, 'index.html'), 'utf8');
    const named = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map((match) => match[1] ?? '');
    const assets = readdirSync(join(product.webFolder, 'assets'));
    const texts = assets.filter((name) => /^(en|ru|pl)-.*\.js$/.test(name));
    const gzipped = (file: string) => gzipSync(readFileSync(join(product.webFolder, file))).length;
    const language = Math.max(...texts.map((name) => gzipped(`assets/${name}`)).filter((bytes) => bytes < 12_000));
    expect(named.length).toBeGreaterThan(0);
    expect(named.reduce((sum, file) => sum + gzipped(file), language)).toBeLessThanOrEqual(250_000);
  });
});

describe.skipIf(skipped)('shell', () => {
  test('palette finds records and teaches keys; help lists what works here; letters can be switched off', async () => {
    await visit('tomasz', {}, async (page) => {
      await page.waitForSelector('[role="listitem"] a');
      await page.keyboard.press('Control+k');
      await page.waitForSelector('[role="dialog"] input:focus');
      await page.keyboard.type('firm 12');
      await page.waitForSelector('[role="dialog"] >> text=Firm 129');
      expect(await axe(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.waitForSelector('[role="dialog"]', { state: 'detached' });
      await page.keyboard.press('?');
      await page.waitForSelector('[role="dialog"] >> text=Next row');
      expect(await axe(page)).toEqual([]);
      await page.click('[role="dialog"] label:has-text("Letter keys")');
      await page.keyboard.press('Escape');
      await page.waitForSelector('[role="dialog"]', { state: 'detached' });
      await page.keyboard.press('g');
      await page.keyboard.press('l');
      expect(new URL(page.url()).pathname).toMatch(/^\/inbox/);
    });
  });

  test('a lost session asks to sign in again over the screen, and what was typed goes on', async () => {
    await visit('tomasz', {}, async (page) => {
      await page.waitForSelector('textarea[name="note"]');
      await page.context().clearCookies();
      await page.fill('textarea[name="note"]', 'Typed without a session');
      await page.waitForSelector('[role="dialog"] input[name="password"]');
      await page.fill('[role="dialog"] input[name="password"]', password);
      await page.keyboard.press('Enter');
      await page.waitForSelector('[role="dialog"]', { state: 'detached' });
      expect(await page.inputValue('textarea[name="note"]')).toBe('Typed without a session');
      await page.waitForSelector('text=All saved');
    });
  });

  test('wrong password is said, and the login stays', async () => {
    const { context, page } = await openWindow(browser, product.address, { locale: 'pl' });
    await page.goto('/');
    await page.fill('input[name="login"]', 'tomasz');
    await page.fill('input[name="password"]', 'nonsense');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role="alert"] >> text=Zły login lub hasło.');
    expect(await page.inputValue('input[name="login"]')).toBe('tomasz');
    expect(await axe(page)).toEqual([]);
    await context.close();
  });

  test('figures: outcomes sum to the intake', async () => {
    await visit('marta', {}, async (page) => {
      await page.goto('/figures?type=deal');
      await page.waitForSelector('table');
      const counts = await page.locator('table >> nth=0 >> tr td:nth-child(2)').allTextContents();
      const sum = counts.reduce((all, count) => all + Number(count.replace(/\D/g, '')), 0);
      expect(await page.textContent('main p')).toContain(sum.toLocaleString('en-GB'));
      expect(await axe(page)).toEqual([]);
    });
  });
});
