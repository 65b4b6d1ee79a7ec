import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProcess, getDraft } from '../../api/contract/index.ts';
import { compilePackage } from '../../engine/model/compile-package.ts';
import { axe, chromiumPath, launchBrowser, openWindow, shoot, signIn } from './browser.ts';
import { eventually } from './eventually.ts';
import { password, startWebProduct, type WebProduct } from './web-product.ts';

const skipped = chromiumPath() === null;
if (skipped) console.warn('No Chromium found (set CHROMIUM_PATH): browser tests of drawing by keyboard are skipped.');

let product: WebProduct;
let browser: Browser;
beforeAll(async () => {
  if (skipped) return;
  product = await startWebProduct();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
});

async function begin(key: string, locale: 'en' | 'ru' | 'pl' = 'en') {
  const piotr = await product.as('piotr');
  await piotr.call(createProcess, { body: { key, name: key } });
  const { context, page, faults } = await openWindow(browser, product.address, { locale });
  await signIn(page, 'piotr', password, locale);
  await page.goto(`/processes/${key}`);
  await page.waitForSelector('.djs-container .djs-shape');
  const compiled = async () => {
    const { files } = await piotr.call(getDraft, { params: { process: key } });
    const result = await compilePackage(files, { hash: key });
    return ('package' in result ? result.package : undefined)?.processes[0];
  };
  /** `Step -> Check it [amount > 5]`, sorted. */
  const ways = async () => {
    const process = await compiled();
    const name = (id: string) => process?.elements.find((each) => each.id === id)?.name || id;
    return (process?.flows ?? [])
      .map(({ source, target, condition }) => `${name(source)} -> ${name(target)}${condition ? ' [if]' : ''}`)
      .sort();
  };
  const leave = async () => {
    expect(faults).toEqual([]);
    await context.close();
  };
  return { page, compiled, ways, leave };
}

/** Where the keys go: a pane, and what is in it. */
const focus = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const pane =
      at?.closest('[data-pane]')?.getAttribute('data-pane') ?? at?.closest('[role="dialog"]')?.getAttribute('aria-label') ?? null;
    return pane ?? at?.tagName ?? null;
  });
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
/** Something after what is selected, taken by the arrows, not by being the first. */
async function append(page: Page, words: string, wanted: string) {
  await press(page, 'a');
  await eventually(() => focus(page)).toBe('Find an element');
  await page.keyboard.type(words);
  const marked = () => page.textContent('[role="dialog"] [aria-selected="true"]');
  for (let tries = 0; tries < 12 && (await marked()) !== wanted; tries += 1) await press(page, 'ArrowDown');
  expect(await marked()).toBe(wanted);
  await press(page, 'Enter');
  await eventually(() => focus(page)).toBe('canvas');
}
async function name(page: Page, text: string, key = 'e') {
  // Under another layout the key types another letter, and lies in the same place.
  const event = { code: 'KeyE', key, bubbles: true, cancelable: true };
  if (key === 'e') await press(page, key);
  else await page.evaluate((init) => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', init)), event);
  await page.waitForSelector('.djs-direct-editing-content:focus');
  await press(page, 'Control+a');
  await page.keyboard.type(text);
  await press(page, 'Enter');
  await eventually(() => focus(page)).toBe('canvas');
}
const tabTo = async (page: Page, label: string) => {
  const at = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  for (let tries = 0; tries < 30 && (await at()) !== label; tries += 1) await press(page, 'Tab');
  expect(await at()).toBe(label);
};
const inOutline = async (page: Page, wanted: string) => {
  await press(page, 'o');
  await eventually(() => focus(page)).toBe('bottom');
  await press(page, 'Home');
  const at = () => page.evaluate(() => document.activeElement?.firstChild?.textContent ?? '');
  for (let tries = 0; tries < 12 && (await at()) !== wanted; tries += 1) await press(page, 'ArrowDown');
  expect(await at()).toBe(wanted);
  await press(page, 'Enter');
  await eventually(() => focus(page)).toBe('canvas');
};
/** The focus can be seen: an outline or a shadow on what has it, or on the pane around it. */
const seen = (page: Page) =>
  page.evaluate(() => {
    const shown = (node: Element | null | undefined) => {
      if (!node) return false;
      const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(node);
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' || borderColor.includes('rgb(112');
    };
    const at = document.activeElement;
    return shown(at) || shown(at?.closest('[data-pane]'));
  });

describe.skipIf(skipped)('drawing by the keyboard alone', () => {
  test('start, step, decision, two steps, end: drawn, named, with conditions', async () => {
    const { page, compiled, ways, leave } = await begin('by-keys');
    // What a new process begins with, but for its end.
    await inOutline(page, 'End');
    await press(page, 'Delete');
    await inOutline(page, 'First step');
    await name(page, 'Check it');
    await append(page, 'decision', 'Decision');
    expect(await seen(page)).toBe(true);
    await name(page, 'How much?');
    await append(page, 'step', 'Step of a person');
    await name(page, 'Ask the chief');
    await append(page, 'end', 'End');
    await name(page, 'Over');
    await inOutline(page, 'How much?');
    await append(page, 'step', 'Step of a person');
    await name(page, 'Pay', 'у');
    await shoot(page, 'keys-drawn-1440');
    // The second step goes to the end that is there.
    await press(page, 'c');
    await eventually(() => focus(page)).toBe('Connect with');
    await page.keyboard.type('over');
    expect(await seen(page)).toBe(true);
    await shoot(page, 'keys-connect-1440');
    expect(await axe(page)).toEqual([]);
    await press(page, 'Enter');
    await eventually(() => focus(page)).toBe('canvas');
    // The conditions stand with the decision.
    await inOutline(page, 'How much?');
    await press(page, 'F6');
    await eventually(() => focus(page)).toBe('panel');
    expect(await seen(page)).toBe(true);
    await tabTo(page, 'Condition: Ask the chief');
    await page.keyboard.type('amount > 5');
    await press(page, 'Tab');
    await tabTo(page, 'Condition: Pay');
    await page.keyboard.type('amount <= 5');
    await press(page, 'Tab');
    await shoot(page, 'keys-ways-1440');
    expect(await axe(page)).toEqual([]);
    await eventually(ways).toEqual(
      [
        'Start -> Check it',
        'Check it -> How much?',
        'How much? -> Ask the chief [if]',
        'How much? -> Pay [if]',
        'Ask the chief -> Over',
        'Pay -> Over',
      ].sort(),
    );
    // Asked in another order, and one taken when no other fits.
    await press(page, 'Escape');
    await eventually(() => focus(page)).toBe('canvas');
    await press(page, 'F6');
    await tabTo(page, 'Ask earlier: Pay');
    await press(page, 'Enter');
    const gateway = async () => (await compiled())?.elements.find((each) => each.kind === 'exclusive-gateway');
    const first = async () => {
      const process = await compiled();
      const id = (await gateway())?.outgoing[0];
      const target = process?.flows.find((flow) => flow.id === id)?.target;
      return process?.elements.find((each) => each.id === target)?.name;
    };
    await eventually(first).toBe('Pay');
    // Through the panes and back.
    await press(page, 'F6');
    await eventually(() => focus(page)).toBe('bottom');
    expect(await seen(page)).toBe(true);
    await press(page, 'F6');
    await eventually(() => focus(page)).toBe('palette');
    expect(await seen(page)).toBe(true);
    await press(page, 'F6');
    await eventually(() => focus(page)).toBe('canvas');
    // Once more on the outline's key: back where one was.
    await press(page, 'o');
    await eventually(() => focus(page)).toBe('bottom');
    await press(page, 'o');
    await eventually(() => focus(page)).toBe('canvas');
    await press(page, '?');
    const help = page.locator('[role="dialog"]', { hasText: 'Designer' });
    for (const told of ['Outline: choose with', 'Connect what is selected', 'Back to the drawing']) await help.getByText(told).waitFor();
    await page.waitForTimeout(300);
    await shoot(page, 'keys-help-1440');
    await leave();
  });

  test('a decision shows its ways: each opens, and one is taken when no other fits', async () => {
    const { page, compiled, leave } = await begin('its-ways');
    await inOutline(page, 'First step');
    await append(page, 'decision', 'Decision');
    await append(page, 'end', 'End');
    await inOutline(page, 'First step');
    await page.click('[data-element-id^="Gateway"] > .djs-visual', { force: true });
    await page.locator('.designer-question', { hasText: 'Which way does it go?' }).getByText('Where two ways lead out').waitFor();
    await append(page, 'step', 'Step of a person');
    await name(page, 'Pay');
    await page.click('[data-element-id^="Gateway"] > .djs-visual', { force: true });
    const rows = page.locator('.designer-ways > li');
    await eventually(() => rows.count()).toBe(2);
    await rows.filter({ hasText: 'Pay' }).getByLabel('Otherwise this way').check();
    const gateway = async () => (await compiled())?.elements.find((each) => each.kind === 'exclusive-gateway');
    await eventually(async () => typeof (await gateway())?.config).toBe('object');
    await eventually(() => rows.filter({ hasText: 'Pay' }).locator('textarea:visible').count()).toBe(0);
    await shoot(page, 'ways-default-1440');
    expect(await axe(page)).toEqual([]);
    await rows.filter({ hasText: 'Pay' }).locator('.designer-way-open').click();
    await page.locator('.designer-question', { hasText: 'When does it go this way?' }).waitFor();
    await leave();
  });
});
