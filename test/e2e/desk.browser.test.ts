import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  assignTask,
  caughtMails,
  createProcess,
  createRecord,
  desk,
  getRecord,
  getTask,
  listIncidents,
  listNotifications,
  publishProcess,
  recordHistory,
  suggestAssignees,
} from '../../api/contract/index.ts';
import { addUser } from '../../cli/commands/add-user.ts';
import { ApiClient } from '../helpers/api-client.ts';
import { axe, chromiumPath, desktop, launchBrowser, openWindow, phone, shoot, signIn, type Visit } from './browser.ts';
import { eventually } from './eventually.ts';
import { failingOrder } from './failing-order.ts';
import { password, startWholeInstallation, type WholeInstallation } from './whole-installation.ts';

const skipped = chromiumPath() === null;
if (skipped) console.warn('No Chromium found (set CHROMIUM_PATH): browser tests of incidents and reassigning are skipped.');

let installation: WholeInstallation;
let browser: Browser;
/** The warehouse's own system: refuses until it is mended. */
let partner: Server;
const asked: { id: string; order: string }[] = [];
let mended = false;

beforeAll(async () => {
  if (skipped) return;
  partner = createServer(async (req, res) => {
    let body = '';
    for await (const part of req) body += part;
    asked.push({ id: String(req.headers['webhook-id']), order: (JSON.parse(body) as { order: string }).order });
    res.writeHead(mended ? 200 : 503, { 'content-type': 'application/json' }).end(mended ? '{"stock":5}' : '{"error":"stocktaking"}');
  });
  await new Promise<void>((resolve) => partner.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(partner.address() as AddressInfo).port}`;
  installation = await startWholeInstallation('demo', { WEBHOOK_PRIVATE_HOSTS: host });
  browser = await launchBrowser();
  const piotr = await installation.as('piotr');
  const { key, revision } = await piotr.call(createProcess, { body: failingOrder(`http://${host}/stock`) });
  await piotr.call(publishProcess, { params: { process: key }, body: { revision } });
});
afterAll(async () => {
  await browser?.close();
  await installation?.stop();
  partner?.close();
});

async function visit(login: string, options: Visit, work: (page: Page) => Promise<void>): Promise<void> {
  const { context, page, faults } = await openWindow(browser, installation.address, options);
  await signIn(page, login, password, options.locale ?? 'en');
  await work(page);
  expect(faults).toEqual([]);
  await context.close();
}

async function order(title: string, pieces: number | null): Promise<string> {
  const marta = await installation.as('marta');
  const { id } = await marta.call(createRecord, { body: { type: 'order', title, fields: pieces === null ? {} : { pieces } } });
  return id;
}

/** Open incidents of orders, as the API lists them. */
async function stuck() {
  const { items } = await (await installation.as('marta')).call(listIncidents, { query: { limit: 200 } });
  return items.filter((incident) => incident.process === 'Orders');
}
/** Mails about stuck orders, the newest first. */
async function lettersOfOrders() {
  const { items } = await (await installation.as('adam')).call(caughtMails, { query: { limit: 100 } });
  return items.filter(({ subject, text }) => `${subject}\n${text}`.includes('Orders')).map(({ to, text }) => ({ to, text }));
}
const stepsOf = async (record: string) =>
  (await (await installation.as('marta')).call(getRecord, { params: { record } })).tasks.map((task) => task.name);

async function checkLooks(page: Page, label: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await shoot(page, `${label.replaceAll(' ', '-')}-${colorScheme}`);
    expect(await axe(page), `${label} ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), label).toBeLessThanOrEqual(0);
}

const row = (page: Page, title: string) => page.locator('li', { has: page.locator(`a:text-is("${title}")`) });

describe.skipIf(skipped)('incidents', () => {
  test('a refused call stands on the desk by itself, is tried in vain, then mended for all: the case goes on, once', async () => {
    await visit('marta', {}, async (page) => {
      await page.goto('/desk?view=stuck');
      await page.waitForSelector('aside h2');
      const id = await order('Stocktaking Ltd', 100);
      // No reload: the desk is told.
      await row(page, 'Stocktaking Ltd').waitFor({ timeout: 60_000 });
      expect(await row(page, 'Stocktaking Ltd').textContent()).toMatch(/Ask the warehouse Orders.*The other system refused\..*503/);
      const [first] = await stuck();
      expect(first).toMatchObject({ record: { id }, elementName: 'Ask the warehouse', retryable: true });
      // She is told by mail too, with a link to where it is mended.
      await eventually(lettersOfOrders).toEqual([{ to: ['marta@perennial.example'], text: expect.stringContaining(`/records/${id}`) }]);
      const before = asked.length;
      await row(page, 'Stocktaking Ltd').getByRole('button', { name: /Retry/ }).click();
      // Refused again: the old incident is gone, a new one stands there.
      await eventually(() => asked.length).toBe(before + 1);
      await eventually(async () => (await stuck()).map((incident) => incident.id !== first?.id)).toEqual([true]);
      await row(page, 'Stocktaking Ltd').waitFor();
      mended = true;
      await row(page, 'Stocktaking Ltd').getByRole('button', { name: /Retry/ }).click();
      await row(page, 'Stocktaking Ltd').waitFor({ state: 'detached' });
      await page.waitForSelector('footer >> text=Stocktaking Ltd');
      await eventually(() => stepsOf(id)).toEqual(['Confirm the order']);
      expect(await stuck()).toEqual([]);
      const calls = asked.filter((call) => call.order === 'Stocktaking Ltd');
      expect(calls.length).toBe(3);
      const { items } = await (await installation.as('marta')).call(recordHistory, { params: { record: id }, query: {} });
      expect(items.filter((entry) => /Tried again/.test(entry.text)).length).toBe(2);
    });
  });

  test('no way fits: the record is mended first, then the desk retries; who may not sees no desk', async () => {
    const id = await order('No number Ltd', null);
    await eventually(async () => (await stuck()).map((incident) => incident.record?.id)).toEqual([id]);
    // She is told without looking; a second mail about the same process so soon is none.
    const told = async () => (await (await installation.as('marta')).call(listNotifications, { query: { limit: 100 } })).items;
    const ofIt = async () => (await told()).filter((each) => each.recordId === id && !each.read).map((each) => [each.kind, each.text]);
    await eventually(ofIt).toEqual([['needsYou', expect.stringMatching(/^Stuck: No number Ltd, .*\(Orders\)\. No way fits its data\./)]]);
    expect((await lettersOfOrders()).length).toBe(1);
    await visit('marta', {}, async (page) => {
      await page.goto('/desk?view=stuck');
      await row(page, 'No number Ltd').waitFor();
      await row(page, 'No number Ltd').locator('a').click();
      await page.waitForSelector('[role="status"] >> text=A step failed and waits for help');
      await page.keyboard.press('e');
      await page.fill('input[name="field:pieces"]', '5000');
      await page.keyboard.press('Enter');
      await eventually(async () => {
        const { fields } = await (await installation.as('marta')).call(getRecord, { params: { record: id } });
        return fields.find((field) => field.key.endsWith('pieces'))?.value;
      }).toBe(5000);
      await page.click('[role="status"] button:has-text("Retry")');
      await page.waitForSelector('[role="status"] >> text=A step failed', { state: 'detached' });
      await page.waitForSelector('text=Confirm the order');
    });
    await eventually(() => stepsOf(id)).toEqual(['Confirm the order']);
    expect(await stuck()).toEqual([]);
    await eventually(ofIt).toEqual([]);
    await visit('olga', {}, async (page) => {
      expect(await page.locator('nav a[href="/desk"]').count()).toBe(0);
    });
  });

  test.each([
    ['en', 'Stuck', 'Retry', 'No way fits'],
    ['ru', 'Застряло', 'Повторить', 'Ни один путь не подходит'],
    ['pl', 'Utknęło', 'Ponów', 'Żadna droga nie pasuje'],
  ] as const)('%s: the list says what happened, at both widths, and axe finds nothing', async (locale, title, retry, cause) => {
    mended = false;
    const name = `Zakłady Przetwórstwa Owocowo-Warzywnego „Zielony Zakątek” ${locale}`;
    await order(name, null);
    await order(`Refused ${locale}`, 7);
    await eventually(async () => (await stuck()).length).toBe({ en: 2, ru: 4, pl: 6 }[locale]);
    for (const size of [desktop, phone])
      await visit('marta', { locale, size }, async (page) => {
        await page.goto('/desk?view=stuck');
        await row(page, name).waitFor();
        await page.waitForSelector(`h2:has-text("${title}")`);
        expect(await row(page, name).textContent()).toContain(cause);
        expect(await row(page, name).getByRole('button').textContent()).toContain(retry);
        await checkLooks(page, `incidents ${locale} ${size.width}`);
      });
  });
});

describe.skipIf(skipped)('reassigning', () => {
  /** The worst late case of somebody that the desk shows. */
  async function lateOf(): Promise<{ id: string; title: string; assignee: string }> {
    const { late } = await (await installation.as('marta')).call(desk, { query: {} });
    const found = late.find((entry) => entry.assignee && entry.record);
    if (!found?.assignee || !found.record) throw new Error('The demo company has nothing late.');
    return { id: found.id, title: found.record.title, assignee: found.assignee.id };
  }
  const assigneeOf = async (task: string) =>
    (await (await installation.as('marta')).call(getTask, { params: { task } })).assignee?.id ?? null;
  const openOf = async (person: string) =>
    (await (await installation.as('marta')).call(desk, { query: {} })).load.find((each) => each.id === person)?.open ?? 0;

  test('by keyboard: J, A, digit; both people’s load moves, the new owner has it and is told, the old one has it no more', async () => {
    const { id, title, assignee } = await lateOf();
    const marta = await installation.as('marta');
    const { items } = await marta.call(suggestAssignees, { params: { task: id } });
    const to = items.find((person) => person.id !== assignee);
    if (!to) throw new Error('Nobody else can take it.');
    const [theirs, his] = [await openOf(to.id), await openOf(assignee)];
    await visit('marta', {}, async (page) => {
      await page.goto('/desk');
      await page.waitForSelector('aside h2');
      while (
        (await page
          .locator('[data-chosen] a')
          .textContent({ timeout: 1000 })
          .catch(() => '')) !== title
      )
        await page.keyboard.press('j');
      await page.keyboard.press('a');
      await page.waitForSelector(`[data-chosen] button:has-text("${to.name}")`);
      await checkLooks(page, 'reassign en 1440');
      await page.keyboard.press('1');
      await page.waitForSelector(`footer >> text=${title} given to ${to.name}`);
      await eventually(() => assigneeOf(id)).toBe(to.id);
      await eventually(() => row(page, title).first().textContent()).toMatch(new RegExp(to.name.split(' ')[0] ?? ''));
    });
    expect(await openOf(to.id)).toBe(theirs + 1);
    expect(await openOf(assignee)).toBe(his - 1);
    await visit(to.id, {}, async (page) => {
      await page.waitForSelector(`[role="listitem"] a[href*="${encodeURIComponent(id)}"], [role="listitem"] a:has-text("${title}")`);
    });
  });

  test('by mouse: from one to the pool, and from the pool to one', async () => {
    const { id, title } = await lateOf();
    await visit('marta', {}, async (page) => {
      await page.goto('/desk');
      await row(page, title).first().getByRole('button', { name: 'Reassign' }).click();
      await page.locator('[data-chosen]').getByRole('button', { name: 'Pool' }).click();
      await eventually(() => assigneeOf(id)).toBe(null);
      await eventually(() => row(page, title).first().textContent()).toMatch(/Pool/);
      await row(page, title).first().getByRole('button', { name: 'Reassign' }).click();
      const choice = page.locator('[data-chosen] button:has(kbd)').first();
      const name = (await choice.textContent()) ?? '';
      await choice.click();
      await eventually(async () => {
        const now = await assigneeOf(id);
        return (
          now !== null &&
          (await (await installation.as('marta')).call(desk, { query: {} })).load.some(
            (each) => each.id === now && name.includes(each.name),
          )
        );
      }).toBe(true);
    });
  });

  test('a team leader sees and hands over the cases of his team, and of no other', async () => {
    const theirs = 'leader of pre-sales';
    const env = { DATABASE_URL: installation.databaseUrl, PERENNIAL_PASSWORD: theirs };
    const before = Object.fromEntries(Object.keys(env).map((name) => [name, process.env[name]]));
    Object.assign(process.env, env);
    const said: string[] = [];
    const say = (text: string) => said.push(text);
    const args = ['hanna', '--name', 'Hanna Zielińska', '--role', 'supervisor', '--team', 'pre-sales'];
    expect(await addUser(args, { out: say, err: say }), said.join('')).toBe(0);
    for (const [name, value] of Object.entries(before)) if (value === undefined) delete process.env[name];
    const hanna = new ApiClient(installation.address);
    await hanna.signIn('hanna', theirs);
    const seen = await hanna.call(desk, { query: {} });
    const { late, load } = await (await installation.as('marta')).call(desk, { query: {} });
    const teamOf = (person: string | undefined) => load.find((each) => each.id === person)?.team;
    const own = seen.late.find((entry) => entry.assignee && entry.record);
    const foreign = late.find((entry) => teamOf(entry.assignee?.id) === 'sales');
    if (!own?.record || !own.assignee || !foreign?.record) throw new Error('The demo company has nothing late in one of the teams.');
    const { context, page, faults } = await openWindow(browser, installation.address);
    await signIn(page, 'hanna', theirs, 'en');
    await page.goto('/desk');
    await page.waitForSelector('aside h2');
    await eventually(() => page.locator('aside h3').allTextContents()).toEqual(['Pre-sales']);
    expect(await row(page, foreign.record.title).count(), 'nothing of sales').toBe(0);
    await row(page, own.record.title).first().getByRole('button', { name: 'Reassign' }).click();
    const choices = page.locator('[data-chosen] button:has(kbd)');
    // Suggestions come after the buttons that are always there.
    await eventually(async () => (await choices.count()) > 2).toBe(true);
    const names = await choices.allTextContents();
    const team = [...load.filter((each) => each.team === 'pre-sales').map((each) => each.name), 'Hanna Zielińska'];
    expect(
      names.slice(0, -1).every((text) => team.some((name) => text.includes(name))),
      names.join(),
    ).toBe(true);
    await shoot(page, 'reassign-leader-1440');
    const colleague = load.find((each) => each.team === 'pre-sales' && names.some((text) => text.includes(each.name)));
    await choices.filter({ hasText: colleague?.name ?? '' }).click();
    await eventually(() => assigneeOf(own.id)).toBe(colleague?.id);
    await expect(hanna.call(assignTask, { params: { task: foreign.id }, body: { assignee: 'olga' } })).rejects.toMatchObject({
      status: 404,
    });
    expect(faults).toEqual([]);
    await context.close();
  });

  test.each(['en', 'ru', 'pl'] as const)('%s: choices at both widths, nothing axe finds', async (locale) => {
    for (const size of [desktop, phone])
      await visit('marta', { locale, size }, async (page) => {
        await page.goto('/desk');
        await page.waitForSelector('aside h2');
        const { title } = await lateOf();
        await row(page, title).first().getByRole('button').first().click();
        await page.locator('[data-chosen] button:has-text("1"), [data-chosen] button').nth(1).waitFor();
        const words = { en: 'Give to', ru: 'Отдать', pl: 'Przekaż do' }[locale];
        await page.waitForSelector(`[data-chosen] >> text=${words}`);
        await checkLooks(page, `reassign ${locale} ${size.width}`);
      });
  });
});
