import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProcess, getDraft, publishProcess, saveDraftFiles, startInstance } from '../../api/contract/index.ts';
import { documentedFiles } from '../../cli/testing/documented-package.ts';
import { chromiumPath, launchBrowser, openWindow, phone, shoot, signIn, speak } from './browser.ts';
import { eventually } from './eventually.ts';
import { password, startWholeInstallation, type WholeInstallation } from './whole-installation.ts';

const skipped = chromiumPath() === null;
if (skipped) console.warn('No Chromium found (set CHROMIUM_PATH): browser tests of packages by hand are skipped.');

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

const arrows = (page: Page) => eventually(() => page.locator('.djs-container .djs-connection').count());
const files = documentedFiles();
const process = (change: (xml: string) => string) =>
  files.map((file) => (file.path === 'refund.bpmn' ? { ...file, content: change(file.content) } : file));

describe.skipIf(skipped)('a package written by hand', () => {
  test('its arrows are in the designer and on the map of a case; what cannot be drawn is a problem', async () => {
    const piotr = await installation.as('piotr');
    const params = { process: 'refund' };
    await piotr.call(createProcess, { body: { key: 'refund', name: 'Refunds', files } });
    const { context, page, faults } = await openWindow(browser, installation.address);
    await signIn(page, 'piotr', password, 'en');
    await page.goto('/processes/refund');
    await arrows(page).toBe(5);
    await page.click('[data-element-id="Decide"] > .djs-visual', { force: true });
    expect(await page.textContent('.designer-panel')).not.toContain('leads nowhere');
    await shoot(page, 'by-hand-1440');

    const { revision } = await piotr.call(getDraft, { params });
    await piotr.call(publishProcess, { params, body: { revision } });
    const { instanceId } = await piotr.call(startInstance, {
      body: { process: 'refund', variables: { amount: 250, customer: 'regular' } },
    });
    await page.goto(`/cases/${instanceId}?map=true`);
    await page.waitForSelector('.map-now');
    await arrows(page).toBe(5);
    await shoot(page, 'by-hand-map-1440');

    const group = process((xml) => xml.replace('</bpmn:process>', '<bpmn:group id="Both" /></bpmn:process>'));
    const draft = await piotr.call(getDraft, { params });
    await piotr.call(saveDraftFiles, { params, body: { revision: draft.revision, files: group } });
    for (const locale of ['ru', 'pl', 'en'] as const) {
      await speak(page, locale);
      await page.goto('/processes/refund');
      await eventually(() => page.textContent('.designer-problems')).toMatch(/Both/);
      await shoot(page, `by-hand-problem-${locale}`);
    }
    await page.setViewportSize(phone);
    await page.waitForSelector('text=Read-only on a small screen');
    await eventually(() => page.textContent('.designer-problems')).toMatch(/Both/);
    await shoot(page, 'by-hand-390');
    expect(faults).toEqual([]);
    await context.close();
  });
});
