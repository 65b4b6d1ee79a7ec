import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { suspendInstance } from '../../api/contract/index.ts';
import { tellIncidents } from '../../api/incidents/tell-incidents.ts';
import { Packages } from '../../api/views/packages.ts';
import { axe, chromiumPath, desktop, launchBrowser, openWindow, phone, shoot, signIn, type Visit } from './browser.ts';
import { eventually } from './eventually.ts';
import { invoices } from './invoices-package.ts';
import { password, startWebProduct, type WebProduct } from './web-product.ts';

const skipped = chromiumPath() === null;
if (skipped) console.warn('No Chromium found (set CHROMIUM): browser tests of cases without a record are skipped.');

let product: WebProduct;
let browser: Browser;
const bundle = [{ name: 'Acme' }, 'Globex', { title: 'Przedsiębiorstwo Wielobranżowe Zakłady Papiernicze Kwidzyn' }, 4711, { sum: 4 }];

/** What came with the bundle; of each kind that FEEL knows, and what is a program's own. */
const told = {
  supplierName: 'Zakłady Papiernicze Kwidzyn',
  payBy: '2026-12-24',
  cameAt: '2026-11-25T08:15:00Z',
  reminderAfter: 'P3D',
  urgent: true,
  totalNet: 128400.5,
  letter: `${'We ask you to settle the enclosed invoices together. '.repeat(12)}\nKwidzyn`,
  contact: { fullName: 'Jan Kowal', office: { city: 'Kwidzyn', floor: 3 } },
  lines: [
    { name: 'Paper', pieces: 1200 },
    { name: 'Board', pieces: 80 },
  ],
  _trace: 'b7f3',
};

async function visit(login: string, options: Visit, work: (page: Page) => Promise<void>): Promise<void> {
  const { context, page, faults } = await openWindow(browser, product.address, options);
  await signIn(page, login, password, options.locale ?? 'en');
  await work(page);
  expect(faults).toEqual([]);
  await context.close();
}

async function start(instanceId: string, variables: object): Promise<void> {
  const actor = { id: 'system:intake', roles: [], groups: [] };
  const request = { instanceId, commandId: instanceId, packageKey: 'invoices', variables: variables as never, records: [], actor };
  expect(await product.door.startInstance(request)).toMatchObject({ status: 'done' });
}

async function checkLooks(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(200);
  await shoot(page, name);
  expect([name, await axe(page)]).toEqual([name, []]);
  expect([name, await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)]).toEqual([name, false]);
}

beforeAll(async () => {
  if (skipped) return;
  product = await startWebProduct();
  browser = await launchBrowser();
  const published = await product.packages.publish({ ...invoices, actor: null, now: product.clock.now() });
  expect(published).toMatchObject({ ok: true });
  await start('bundle-1', { invoices: bundle, score: 7, ...told });
  // No way fits its score, and there is nothing to check: it is stuck at once.
  await start('bundle-2', { invoices: [], score: 7 });
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
});

const rows = (page: Page) => page.locator('[data-pane="list"] [role="listitem"] a');

describe.skipIf(skipped)('a case without a record', () => {
  test.each([
    ['en', desktop, 'of', 'Invoices'],
    ['ru', desktop, 'из', 'Проверка счетов поставщиков'],
    ['pl', desktop, 'z', 'Faktury od dostawców'],
    ['en', phone, 'of', 'Invoices'],
    ['ru', phone, 'из', 'Проверка счетов поставщиков'],
    ['pl', phone, 'z', 'Faktury od dostawców'],
  ] as const)('%s %j: repeated tasks are told apart, their case has a page with history and map', async (locale, size, word, process) => {
    const name = `${locale}-${size.width}`;
    await visit('olga', { locale, size }, async (page) => {
      await page.goto('/inbox?view=pool');
      await rows(page).filter({ hasText: 'Globex' }).waitFor();
      const texts = await rows(page).allTextContents();
      const own = texts.filter((text) => new RegExp(`\\d ${word} 5`).test(text));
      if (size === phone) expect(own.every((text) => text.includes(process))).toBe(true);
      expect(own).toHaveLength(5);
      expect(new Set(own).size).toBe(5);
      expect(own.find((text) => text.includes('Globex'))).toContain(`2 ${word} 5 · Globex`);
      await shoot(page, `rounds-list-${name}`);
      await rows(page).filter({ hasText: 'Globex' }).click();
      await page.waitForSelector(`[data-pane="case"] :text("2 ${word} 5 · Globex")`);
      await page.waitForSelector('[data-pane="case"] ol li');
      await checkLooks(page, `rounds-inbox-${name}`);
      await page.click(`[data-pane="case"] a:has-text("${process}")`);
      await eventually(() => new URL(page.url()).pathname).toBe('/cases/bundle-1');
      await page.waitForSelector('[data-pane="history"] ol li');
      expect(await page.textContent('h1')).toBe(process);
      await checkLooks(page, `case-${name}`);
      await page.goto('/cases/bundle-1?map=true');
      await page.waitForSelector('.map-rounds');
      expect(await page.textContent('.map-rounds')).toBe('× 5');
      expect(await page.textContent('[role="dialog"] ol')).toContain(`2 ${word} 5 · Globex`);
      await page.waitForTimeout(300);
      await checkLooks(page, `case-map-${name}`);
    });
  });

  test.each([
    ['en', desktop, 'Data of the case', 'Supplier name', 'yes', '3 days', '128,400.5', '24 Dec'],
    ['ru', desktop, 'Данные дела', 'Поставщик', 'да', '3 дня', '128 400,5', '24 дек.'],
    ['pl', phone, 'Dane sprawy', 'Dostawca', 'tak', '3 dni', '128 400,5', '24 gru'],
  ] as const)('%s %j: who works on it sees what it knows, in words', async (locale, size, head, supplier, ...said) => {
    await visit('olga', { locale, size }, async (page) => {
      await page.goto('/inbox?view=pool');
      await rows(page).filter({ hasText: 'Acme' }).click();
      const data = page.locator('[data-case-data]');
      await data.waitFor();
      const words = async () => ((await data.textContent()) ?? '').replace(/[\u00a0\u202f]/g, ' ');
      const text = await words();
      for (const each of [head, supplier, 'Zakłady Papiernicze Kwidzyn', ...said]) expect(text).toContain(each);
      for (const each of ['_trace', 'b7f3', 'lastActor', '{', '2026-12-24']) expect(text).not.toContain(each);
      await checkLooks(page, `data-inbox-${locale}-${size.width}`);
      // Folded, and to be unfolded by those who may not complete it, too.
      const letter = data.locator('details', { hasText: 'settle the enclosed' });
      const folded = await letter.evaluate((node) => node.clientHeight);
      await letter.locator('summary').click();
      await eventually(async () => (await letter.evaluate((node) => node.clientHeight)) > folded).toBe(true);
      await page.goto('/cases/bundle-1');
      const own = page.locator('[data-pane="form"] [data-case-data]');
      await own.waitFor();
      const beside = page.locator('[data-pane="side"] [data-case-data]');
      if (size === desktop) {
        await beside.waitFor();
        expect(await beside.textContent()).toContain(supplier);
      }
      // Said once: beside the step, or, in one column, with it.
      expect(await beside.count()).toBe(size === desktop ? 1 : 0);
      expect((await own.textContent())?.includes(supplier)).toBe(size !== desktop);
      await checkLooks(page, `data-case-${locale}-${size.width}`);
    });
  });

  test('what was done last is said without a comma that hangs', async () => {
    await visit('olga', {}, async (page) => {
      await page.goto('/inbox?view=pool');
      await rows(page).filter({ hasText: '4711' }).click();
      await page.waitForSelector('[data-pane="case"] :text("4 of 5 · 4711")');
      await page.click('[data-pane="form"] button:has-text("Right")');
      await page.keyboard.press('Control+Enter');
      await eventually(() => page.textContent('footer')).toMatch(/“Right”, Invoices/);
      await page.goto('/cases/bundle-1');
      await page.waitForSelector('[data-pane="history"] :text("Check invoice · 4 of 5 · 4711")');
    });
  });

  test('Ctrl+K finds the process, and its cases', async () => {
    await visit('marta', {}, async (page) => {
      await page.waitForSelector('main#main');
      await page.keyboard.press('Control+k');
      await page.waitForSelector('[role="dialog"] input:focus');
      await page.keyboard.type('invoic');
      await page.waitForSelector('[role="dialog"] button:has-text("Process")');
      await shoot(page, 'search-process-1440');
      await page.locator('[role="dialog"] button', { hasText: 'Invoices' }).first().click();
      await eventually(() => new URL(page.url()).pathname).toMatch(/^\/(cases\/bundle-\d|processes\/invoices)$/);
    });
  });
});

describe.skipIf(skipped)('what is stuck', () => {
  test.each([
    ['en', desktop],
    ['ru', phone],
    ['pl', phone],
  ] as const)('%s %j: the supervisor is told, and comes from there to where it is mended', async (locale, size) => {
    const name = `${locale}-${size.width}`;
    const { database, packages, clock } = product;
    await tellIncidents({
      db: database.db,
      packages: new Packages(database.db, packages),
      settings: { publicUrl: 'http://127.0.0.1' },
      now: clock.now,
    });
    await visit('marta', { locale, size }, async (page) => {
      await page.goto('/desk?view=stuck');
      await page.waitForSelector('a[href="/cases/bundle-2"]');
      await checkLooks(page, `stuck-desk-${name}`);
      await page.evaluate(() => window.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyG', key: 'g', bubbles: true })));
      await page.evaluate(() => window.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyN', key: 'n', bubbles: true })));
      const told = page.locator('[role="dialog"] a[href="/cases/bundle-2"]');
      await told.waitFor();
      await page.waitForTimeout(300);
      await checkLooks(page, `stuck-notice-${name}`);
      await told.click();
      await eventually(() => new URL(page.url()).pathname).toBe('/cases/bundle-2');
      await page.locator('[role="dialog"]').waitFor({ state: 'detached' });
      const retry = { en: 'Retry', ru: 'Повторить', pl: 'Ponów' }[locale];
      await page.waitForSelector(`button:has-text("${retry}")`);
      await checkLooks(page, `stuck-case-${name}`);
      await page.goto('/cases?stuck=true');
      await page.waitForSelector('a[href="/cases/bundle-2"]');
      await checkLooks(page, `cases-${name}`);
    });
  });

  test.each([
    ['en', desktop],
    ['ru', phone],
    ['pl', phone],
  ] as const)('%s %j: a process owner, who has no desk, has it listed by process', async (locale, size) => {
    await visit('piotr', { locale, size }, async (page) => {
      await page.goto('/stuck?process=invoices');
      await page.waitForSelector('a[href="/cases/bundle-2"]');
      const retry = { en: 'Retry', ru: 'Повторить', pl: 'Ponów' }[locale];
      await page.waitForSelector(`button:has-text("${retry}")`);
      await checkLooks(page, `stuck-list-${locale}-${size.width}`);
      await page.goto('/stuck?process=lead');
      await page.waitForSelector(`text=${{ en: 'Nothing is stuck', ru: 'Ничего не застряло', pl: 'Nic nie utknęło' }[locale]}`);
    });
  });
});

describe.skipIf(skipped)('what is stuck is mended', () => {
  test.each([
    ['ru', phone, 'Отменить последний шаг', 'Здесь ещё никто не сделал шага', 'Застряло'],
    ['en', desktop, 'Take back the last step', 'Nobody has taken a step here', 'Stuck'],
  ] as const)(
    '%s %j: the desk has it first, its map marks it; the last step is asked about before it is taken back',
    async (locale, size, ask, why, word) => {
      const name = `${locale}-${size.width}`;
      await visit('marta', { locale, size }, async (page) => {
        await page.goto('/desk');
        await page.waitForSelector('a[href="/cases/bundle-2"]');
        expect(await page.locator('main section h2').first().textContent()).toContain(word);
        await checkLooks(page, `desk-worst-${name}`);
        await page.goto('/cases/bundle-2?map=true');
        await page.waitForSelector('.map-stuck');
        await page.waitForTimeout(300);
        await checkLooks(page, `stuck-map-${name}`);
        await page.goto('/cases/bundle-2');
        await page.waitForSelector('[data-pane="history"] ol li');
        await page.evaluate(() => window.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyZ', key: 'z', bubbles: true })));
        await page.locator('[role="dialog"]', { hasText: ask }).locator('button.mantine-Button-root').click();
        await page.waitForSelector(`[role="dialog"] [role="alert"]:has-text("${why}")`);
        await page.waitForTimeout(300);
        await checkLooks(page, `take-back-${name}`);
      });
    },
  );

  test('with the data corrected it is tried again, and the status line says what became of it', async () => {
    await visit('marta', {}, async (page) => {
      await page.goto('/cases/bundle-2');
      await page.click('button:has-text("Correct…")');
      await page.waitForSelector('[role="dialog"] input');
      await page.waitForTimeout(300);
      await checkLooks(page, 'correct-1440');
      await page.getByLabel('score', { exact: true }).fill('8');
      await page.click('[role="dialog"] button:has-text("Correct and try again")');
      await eventually(() => page.textContent('footer')).toMatch(/Failed again: Invoices, May it be paid\?/);
      await page.click('button:has-text("Correct…")');
      await page.getByLabel('score', { exact: true }).fill('20');
      await page.click('[role="dialog"] button:has-text("Correct and try again")');
      await eventually(() => page.textContent('footer')).toMatch(/Done: Invoices has ended/);
    });
  });

  test('a case with no step open says that it is suspended, and goes on from its page', async () => {
    await start('bundle-3', { invoices: [], score: 7 });
    const marta = await product.as('marta');
    await marta.call(suspendInstance, { params: { instance: 'bundle-3' }, body: { reason: 'checking' } });
    await visit('marta', {}, async (page) => {
      await page.goto('/cases/bundle-3');
      await page.waitForSelector('p[role="status"]:has-text("Case suspended by Marta Lis since"):has-text("checking")');
      await checkLooks(page, 'case-suspended');
      await page.click('button:has-text("Resume")');
      await page.waitForSelector('p[role="status"]:has-text("Case suspended")', { state: 'detached' });
    });
  });
});
