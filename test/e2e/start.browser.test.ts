import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listSignals } from '../../api/contract/index.ts';
import { begin, catching, end, line, publish, signalOf, userTask } from '../../runtime/testing/publish.ts';
import { axe, chromiumPath, desktop, launchBrowser, openWindow, phone, shoot, signIn, speak } from './browser.ts';
import { eventually } from './eventually.ts';
import { password, startWebProduct, type WebProduct } from './web-product.ts';

const skipped = chromiumPath() === null;
if (skipped) console.warn('No Chromium found (set CHROMIUM_PATH): browser tests of starting cases are skipped.');

let product: WebProduct;
let browser: Browser;
beforeAll(async () => {
  if (skipped) return;
  product = await startWebProduct();
  const fixture = { database: product.database, clock: { at: product.clock.now() } } as Parameters<typeof publish>[0];
  const declared = '<bpmn:dataObject id="pieces" name="pieces" /><bpmn:dataObject id="shop" name="shop" />';
  await publish(fixture, {
    key: 'stock-taking',
    body: `${declared}${line(begin, userTask('count'), end)}`,
    manifest: { name: 'Stock-taking' },
  });
  await publish(fixture, {
    key: 'evacuation',
    roots: '<bpmn:signal id="alarm" name="fire alarm" />',
    body: line(`<bpmn:startEvent id="start">${signalOf('alarm')}</bpmn:startEvent>`, userTask('leave'), end),
    manifest: { name: 'Evacuation' },
  });
  await publish(fixture, {
    key: 'waits',
    roots: '<bpmn:signal id="over" name="all clear" />',
    body: line(begin, catching('hear', signalOf('over')), userTask('return'), end),
    manifest: { name: 'Waits' },
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
});

const startOf = (page: Page, name: string) => page.getByRole('button', { name: `Start: ${name}`, exact: true });
async function opened(login: string, size = desktop) {
  const visit = await openWindow(browser, product.address, { size });
  await signIn(visit.page, login, password, 'en');
  await visit.page.goto('/processes');
  return visit;
}

describe.skipIf(skipped)('a case is started in the browser', () => {
  test('of a process that no record begins: asked for what it declares, and led to its page', async () => {
    const { context, page, faults } = await opened('piotr');
    await startOf(page, 'Stock-taking').click();
    await page.getByRole('textbox', { name: 'pieces' }).fill('12');
    await page.getByRole('textbox', { name: 'shop' }).fill('007');
    await shoot(page, 'start-sheet-1440');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.waitForURL(/\/cases\/stock-taking-/);
    await page.waitForSelector('h1:has-text("Stock-taking")');
    await shoot(page, 'case-1440');
    await page.keyboard.press('m');
    await page.waitForSelector('.map-now');
    await shoot(page, 'case-map-1440');
    expect(await axe(page)).toEqual([]);
    const id = decodeURIComponent(new URL(page.url()).pathname.split('/')[2] ?? '');
    const { rows } = await product.database.pool.query<{ body: { variables: object } }>(
      'select body from fact where instance_id = $1 and number = 1',
      [id],
    );
    expect(rows[0]?.body.variables).toEqual({ pieces: 12, shop: '007' });
    expect(faults).toEqual([]);
    await context.close();
  });

  test('a rep finds it too, on a phone, and sees no designer', async () => {
    const { context, page, faults } = await opened('olga', phone);
    await startOf(page, 'Stock-taking').waitFor();
    expect(await page.locator('table a').count()).toBe(0);
    await shoot(page, 'processes-rep-390');
    await startOf(page, 'Stock-taking').click();
    await page.getByRole('textbox', { name: 'pieces' }).fill('3');
    await shoot(page, 'start-sheet-390');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.waitForURL(/\/cases\/stock-taking-/);
    await page.waitForSelector('h1:has-text("Stock-taking")');
    await shoot(page, 'case-390');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await axe(page)).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });

  test('a process of records leads to the record, or says who may make one', async () => {
    const owner = await opened('piotr');
    await startOf(owner.page, 'Leads').click();
    await owner.page.waitForSelector('text=which your roles may not make');
    await owner.context.close();
    const { context, page, faults } = await opened('olga');
    await startOf(page, 'Leads').click();
    await page.getByRole('textbox', { name: 'Phone' }).fill('+48 601 222 333');
    await page.getByRole('button', { name: 'Make Lead and start' }).click();
    expect(await page.getByText('Fill this in.').count()).toBe(1);
    await page.getByRole('textbox', { name: 'Title' }).fill('Bakery Kłos');
    await shoot(page, 'start-lead-1440');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make Lead and start' }).click();
    await page.waitForURL(/\/records\//);
    await page.waitForSelector('h1:has-text("Bakery Kłos")');
    await page.goto('/records');
    await page.getByRole('button', { name: 'New', exact: true }).click();
    await page.waitForSelector('text=Write down the new Lead');
    await shoot(page, 'list-new-1440');
    expect(faults).toEqual([]);
    await context.close();
  });

  test('after publishing it begins from there', async () => {
    const { context, page, faults } = await opened('piotr');
    await page.goto('/processes/stock-taking');
    await page.locator('[data-element-id="count"] > .djs-visual').click({ force: true });
    await page.fill('.designer-panel-title', 'Count all');
    await page.keyboard.press('Enter');
    await shoot(page, 'designer-start-1440');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Publish v2' }).click();
    await page.getByRole('button', { name: 'Start a case' }).click();
    await page.waitForSelector('text=The case follows v2');
    await page.getByRole('button', { name: 'Start', exact: true }).last().click();
    await page.waitForURL(/\/cases\/stock-taking-/);
    await page.waitForSelector('text=Count all');
    expect(faults).toEqual([]);
    await context.close();
  });
});

describe.skipIf(skipped)('a signal is sent in the browser', () => {
  test('by a supervisor, who is told how many get it; a process that begins with one offers it', async () => {
    const { context, page, faults } = await opened('marta');
    await startOf(page, 'Waits').click();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.waitForURL(/\/cases\/waits-/);
    const waiting = page.url();
    await page.goto('/processes');
    await page.getByRole('button', { name: 'Send a signal' }).click();
    await page.locator('[role="dialog"] input[maxlength="200"]').fill('all clear');
    await page.getByRole('textbox', { name: 'What comes along' }).fill('floor: 3');
    await shoot(page, 'signal-1440');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send signal' }).click();
    await page.waitForSelector('text=Sent. 1 case gets it.');
    await page.goto(waiting);
    await eventually(() => page.locator('section[aria-label="Next step"] :is(h2, button):has-text("return")').count()).toBe(1);
    await page.goto('/processes');
    await startOf(page, 'Evacuation').click();
    await page.waitForSelector('text=begins by itself when this comes');
    expect(await page.locator('[role="dialog"] input[maxlength="200"]').inputValue()).toBe('fire alarm');
    await page.getByRole('button', { name: 'Send signal' }).click();
    await page.waitForSelector('text=Sent. 1 case gets it.');
    const marta = await product.as('marta');
    const sent = await marta.call(listSignals, {});
    expect(sent.items.map((each) => each.name).sort()).toEqual(['all clear', 'fire alarm']);
    expect(faults).toEqual([]);
    await context.close();
  });

  test('in three languages and sizes nothing is cut or to be scrolled sideways', async () => {
    for (const size of [desktop, phone]) {
      const { context, page, faults } = await opened('marta', size);
      for (const [locale, button] of [
        ['en', 'Send a signal'],
        ['ru', 'Отправить сигнал'],
        ['pl', 'Wyślij sygnał'],
      ] as const) {
        await speak(page, locale);
        await page.goto('/processes');
        await page.waitForSelector('table button');
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
        await shoot(page, `processes-${locale}-${size.width}`);
        await page.getByRole('button', { name: button, exact: true }).first().click();
        await page.waitForSelector('[role="dialog"] textarea');
        await shoot(page, `signal-${locale}-${size.width}`);
        expect([locale, size.width, await axe(page)]).toEqual([locale, size.width, []]);
        await page.keyboard.press('Escape');
      }
      expect(faults).toEqual([]);
      await context.close();
    }
  });
});
