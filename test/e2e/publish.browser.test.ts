import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  caughtMails,
  completeTask,
  createProcess,
  createRecord,
  getDraft,
  getProcess,
  getRecord,
  listNotifications,
  publishProcess,
  saveDraftFiles,
} from '../../api/contract/index.ts';
import type { ApiClient } from '../helpers/api-client.ts';
import { axe, chromiumPath, launchBrowser, openWindow, phone, shoot, signIn } from './browser.ts';
import { eventually } from './eventually.ts';
import { lostStep } from './lost-step.ts';
import { shortDeadline } from './short-deadline.ts';
import { password, startWholeInstallation, type WholeInstallation } from './whole-installation.ts';

const skipped = chromiumPath() === null;
if (skipped) console.warn('No Chromium found (set CHROMIUM_PATH): browser tests of publishing and deadlines are skipped.');

let installation: WholeInstallation;
let browser: Browser;

beforeAll(async () => {
  if (skipped) return;
  installation = await startWholeInstallation('staff');
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

async function visit(login: string, work: (page: Page) => Promise<void>): Promise<void> {
  const { context, page, faults } = await openWindow(browser, installation.address);
  await signIn(page, login, password, 'en');
  await work(page);
  expect(faults).toEqual([]);
  await context.close();
}

async function openLead(client: ApiClient, title: string, phone: string): Promise<string> {
  const fields = { name: title, phone, need: 'Labels' };
  const { id } = await client.call(createRecord, { body: { type: 'lead', title, fields } });
  return id;
}

/** Names of the steps that are open in the case of this record. */
async function stepsOf(client: ApiClient, record: string): Promise<string[]> {
  const { tasks } = await client.call(getRecord, { params: { record } });
  return tasks.map((task) => task.name);
}

async function complete(client: ApiClient, record: string, body: { outcome?: string; note?: string; values?: Record<string, string> }) {
  const { tasks } = await client.call(getRecord, { params: { record } });
  const task = tasks[0];
  if (!task) throw new Error('No step is open.');
  await client.call(completeTask, { params: { task: task.id }, body });
}

describe.skipIf(skipped)('publish', () => {
  test('the change drawn and published in a real browser: the next lead takes the new path, an open one finishes on the old', async () => {
    const olga = await installation.as('olga');
    const owner = await installation.as('piotr');
    const openCases = async () => {
      const { versions } = await owner.call(getProcess, { params: { process: 'lead' } });
      return versions.map(({ version, openCases }) => [version, openCases]);
    };
    const before = await openLead(olga, 'Opened before', '+48 601 000 201');
    await eventually(() => stepsOf(olga, before)).toEqual(['Pre-sales call']);

    await visit('piotr', async (page) => {
      let dryRuns = 0;
      page.on('request', (request) => {
        if (request.url().endsWith('/preview')) dryRuns += 1;
      });
      await page.goto('/processes/lead');
      await page.waitForSelector('[data-element-id="PreSalesCall"] .djs-visual');
      // A step is dropped on the way "interested": it comes between, and the condition stays in front of it.
      await page.click('.designer-palette button:has-text("Step")');
      const [x, y] = await middleOf(page, 'CallResult_Qualify');
      await page.mouse.move(x, y - 60);
      await eventually(async () => {
        await page.mouse.move(x - 1, y - 1);
        await page.mouse.move(x, y, { steps: 2 });
        return page
          .locator('[data-element-id="CallResult_Qualify"].new-parent')
          .count()
          .then((marked) => marked > 0);
      }).toBe(true);
      await page.mouse.click(x, y);
      await page.waitForSelector('.djs-direct-editing-content');
      await page.keyboard.press('Control+a');
      await page.keyboard.type('Check tax id');
      await page.keyboard.press('Enter');
      await eventually(() => page.inputValue('.designer-panel-title')).toBe('Check tax id');
      await page.fill('[aria-label="Teams and roles"]', 'pre-sales');
      await page.keyboard.press('Enter');
      await page.click('[aria-label="Which stage?"]');
      await page.locator('[role="option"]:visible', { hasText: 'Pre-sales' }).click();
      // One step back takes back the stage only; one step forward brings it back.
      await page.click('[aria-label="Undo"]');
      await eventually(() => page.inputValue('[aria-label="Which stage?"]')).toBe('the stage before');
      expect(await page.inputValue('.designer-panel-title')).toBe('Check tax id');
      await page.click('[aria-label="Redo"]');
      await eventually(() => page.inputValue('[aria-label="Which stage?"]')).toBe('Pre-sales');
      await page.fill('[aria-label="How much"]', '1');
      await page.click('.designer-question:has-text("If late?") button:has-text("Tell")');
      await eventually(() => page.textContent('.designer-problems, .designer-bottom .designer-quiet.designer-pad')).toMatch(/No problems/);
      await shoot(page, 'designer-changed');
      await page.keyboard.press('Control+Enter');
      await page.waitForSelector('[role="dialog"] >> text=Step “Check tax id” is new');
      await shoot(page, 'publish');
      await page.click('[role="dialog"] button:has-text("Publish v2")');
      await page.waitForSelector('text=v2 is published');
      // The case in flight may go on by the new version: tried first, then moved, then taken back to where it was.
      await page.waitForSelector('[role="dialog"] >> text=1 can be moved.');
      await shoot(page, 'publish-move');
      expect(await axe(page)).toEqual([]);
      await page.click('[role="dialog"] button:has-text("Move 1 case to v2")');
      await page.waitForSelector('[role="dialog"] >> text=1 case was moved.', { timeout: 60_000 });
      await shoot(page, 'publish-moved');
      await eventually(openCases).toEqual([
        [2, 1],
        [1, 0],
      ]);
      // Tried once: neither the move nor its end, nor looking elsewhere and back, tries anything more.
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
      await page.waitForTimeout(500);
      expect(dryRuns).toBe(1);
      // Closed and loaded anew, the move is found again, and so is its way back.
      await page.click('[role="dialog"] button:has-text("Close")');
      await page.reload();
      await page.click('button:has-text("Cases were moved")');
      await page.waitForSelector('[role="dialog"] >> text=1 case was moved.');
      await shoot(page, 'move-found-again');
      expect(await axe(page)).toEqual([]);
      await page.click('[role="dialog"] button:has-text("Take it back")');
      await page.waitForSelector('[role="dialog"] >> text=1 case is back where it was.', { timeout: 60_000 });
      await eventually(openCases).toEqual([
        [2, 0],
        [1, 1],
      ]);
      await page.keyboard.press('Escape');
      // The way to it stays beside the name of the process.
      await page.click('button:has-text("1 case on older versions")');
      await page.waitForSelector('[role="dialog"] >> text=1 can be moved.');
      expect(dryRuns).toBe(2);
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
      await page.waitForTimeout(500);
      expect(dryRuns).toBe(2);
      await shoot(page, 'move-sheet');
      expect(await axe(page)).toEqual([]);
      await page.keyboard.press('Escape');
    });
    for (const locale of ['ru', 'pl'] as const) {
      const { context, page } = await openWindow(browser, installation.address, { size: phone });
      await signIn(page, 'piotr', password, locale);
      await page.goto('/processes/lead');
      await page.locator('button', { hasText: { ru: 'на старых версиях', pl: 'na starszych wersjach' }[locale] }).click();
      await page.waitForSelector('[role="dialog"] >> text=/v1/');
      await page.waitForTimeout(1000);
      await shoot(page, `move-sheet-${locale}-390`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
      await context.close();
    }

    const after = await openLead(olga, 'Opened after', '+48 601 000 202');
    await eventually(() => stepsOf(olga, after)).toEqual(['Pre-sales call']);
    await complete(olga, after, { outcome: 'interested', note: 'Wants labels' });
    await eventually(() => stepsOf(olga, after)).toEqual(['Check tax id']);
    await complete(olga, after, {});
    await eventually(() => stepsOf(olga, after)).toEqual(['Qualify']);

    await complete(olga, before, { outcome: 'interested', note: 'Wants labels' });
    await eventually(() => stepsOf(olga, before)).toEqual(['Qualify']);
    await complete(olga, before, { outcome: 'junk', values: { 'lead.junkReason': await aReason(olga, before) } });
    await eventually(async () => (await olga.call(getRecord, { params: { record: before } })).status).toBe('junk');
    expect(await openCases()).toEqual([
      [2, 1],
      [1, 0],
    ]);
  });

  test('cases at a step that is gone go on where the owner says, tried before and taken back after', async () => {
    const piotr = await installation.as('piotr');
    const olga = await installation.as('olga');
    const { key, revision } = await piotr.call(createProcess, { body: lostStep.first });
    await piotr.call(publishProcess, { params: { process: key }, body: { revision } });
    const ids: string[] = [];
    for (const title of ['Tea', 'Spices']) {
      ids.push((await olga.call(createRecord, { body: { type: 'parcel', title, fields: {} } })).id);
    }
    const steps = () => Promise.all(ids.map((id) => stepsOf(olga, id)));
    const { revision: changed } = await piotr.call(getDraft, { params: { process: key } });
    const saved = await piotr.call(saveDraftFiles, { params: { process: key }, body: { revision: changed, files: lostStep.second } });
    await piotr.call(publishProcess, { params: { process: key }, body: { revision: saved.revision } });

    await visit('piotr', async (page) => {
      // Pages of one case each, so that two are more than what is tried unasked.
      await page.route('**/preview', (route) => {
        const asked = route.request().postDataJSON() as object;
        return route.continue({ postData: JSON.stringify({ ...asked, limit: 1 }) });
      });
      await page.goto(`/processes/${key}`);
      await page.click('button:has-text("2 cases on older versions")');
      await page.waitForSelector('[role="dialog"] >> text=Tried 1 of 2:');
      await page.waitForSelector('[role="dialog"] >> text=None can be moved.');
      await page.click('[role="dialog"] button:has-text("Try all 2 cases")');
      await page.waitForSelector('[role="dialog"] >> text=2 stay on their version.');
      await shoot(page, 'move-gone');
      await page.click('[role="dialog"] [aria-haspopup="listbox"]');
      expect(await page.locator('[role="option"]:visible').allTextContents()).toEqual(['Seal it', 'Weigh it']);
      await page.locator('[role="option"]:visible', { hasText: 'Seal it' }).click();
      await page.waitForSelector('[role="dialog"] >> text=2 can be moved.');
      await shoot(page, 'move-chosen');
      expect(await axe(page)).toEqual([]);
      for (const locale of ['ru', 'pl', 'en'] as const) await narrowly(locale, key);
      await page.click('[role="dialog"] button:has-text("Move 2 cases to v2")');
      await page.waitForSelector('[role="dialog"] >> text=2 cases were moved.', { timeout: 60_000 });
      await eventually(steps).toEqual([['Seal it'], ['Seal it']]);
      await page.click('[role="dialog"] button:has-text("Take it back")');
      await page.waitForSelector('[role="dialog"] >> text=2 cases are back where they were.', { timeout: 60_000 });
      await eventually(steps).toEqual([['Check the parcel'], ['Check the parcel']]);
    });
  });

  test('a deadline passes: the open browser of the supervisor shows it without reload, and one mail is caught', async () => {
    const piotr = await installation.as('piotr');
    const { key, revision } = await piotr.call(createProcess, { body: shortDeadline });
    await piotr.call(publishProcess, { params: { process: key }, body: { revision } });
    const adam = await installation.as('adam');
    const marta = await installation.as('marta');
    const about = async () => {
      const { items } = await adam.call(caughtMails, { query: {} });
      return items.filter((mail) => `${mail.subject} ${mail.text}`.includes('Go there')).map((mail) => mail.to.join());
    };
    await visit('marta', async (page) => {
      await page.goto('/desk');
      await page.waitForSelector('aside');
      await page.evaluate(() => Object.assign(window, { sameDocument: true }));
      expect(await page.locator('text=Harbour Tea').count()).toBe(0);
      const { id } = await marta.call(createRecord, { body: { type: 'visit', title: 'Harbour Tea', fields: {} } });
      await page.waitForSelector('[aria-label="Late"] >> text=Harbour Tea', { timeout: 60_000 });
      await eventually(async () => {
        const { items } = await marta.call(listNotifications, { query: {} });
        return items.filter((item) => item.kind === 'late' && item.recordId === id).length;
      }).toBe(1);
      await page.click('text=Needs you');
      await page.waitForSelector('[role="dialog"] >> text=Harbour Tea');
      expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
      await shoot(page, 'desk-late');
    });
    await eventually(about).toEqual([marta.me?.email]);
    // Another sweep sends nothing more.
    await new Promise((resolve) => setTimeout(resolve, 6000));
    expect(await about()).toEqual([marta.me?.email]);
  });
});

/** The sheet with a target to choose, on a phone. */
async function narrowly(locale: 'en' | 'ru' | 'pl', key: string): Promise<void> {
  const { context, page } = await openWindow(browser, installation.address, { size: phone });
  await signIn(page, 'piotr', password, locale);
  await page.goto(`/processes/${key}`);
  await page
    .locator('button', { hasText: { en: 'on older versions', ru: 'на старых версиях', pl: 'na starszych wersjach' }[locale] })
    .click();
  await page.waitForSelector('[role="dialog"] [aria-haspopup="listbox"]');
  await shoot(page, `move-gone-${locale}-390`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await context.close();
}

/** Middle of a way, once the canvas stands still. */
async function middleOf(page: Page, id: string): Promise<[number, number]> {
  let last = '';
  await eventually(async () => {
    const box = JSON.stringify(await page.locator(`[data-element-id="${id}"] > .djs-hit`).first().boundingBox());
    const still = box === last;
    last = box;
    return still;
  }).toBe(true);
  const way = JSON.parse(last) as { x: number; y: number; width: number; height: number };
  return [way.x + way.width / 2, way.y + way.height / 2];
}

/** The first reason the catalogue of the process offers. */
async function aReason(client: ApiClient, record: string): Promise<string> {
  const { fields } = await client.call(getRecord, { params: { record } });
  return fields.find((field) => field.key.endsWith('junkReason'))?.options?.[0]?.value ?? '';
}
