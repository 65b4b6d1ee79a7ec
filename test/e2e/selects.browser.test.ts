import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRecord } from '../../api/contract/index.ts';
import { chromiumPath, desktop, launchBrowser, openWindow, phone, shoot, signIn } from './browser.ts';
import { password, startWebProduct, type WebProduct } from './web-product.ts';

const skipped = chromiumPath() === null;
if (skipped) console.warn('No Chromium found (set CHROMIUM): browser tests of what selects show are skipped.');

let product: WebProduct;
let browser: Browser;

beforeAll(async () => {
  if (skipped) return;
  product = await startWebProduct();
  browser = await launchBrowser();
  const client = await product.as('tomasz');
  await client.call(createRecord, { body: { type: 'deal', title: 'Klos', fields: {} } });
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
});

/** Choices of the page's selects that would be cut if chosen, with the pixels they lack. */
async function cutChoices(page: Page): Promise<string[]> {
  const cut: string[] = [];
  const inputs = page.locator('main input[aria-haspopup="listbox"]:not([data-multiline], [class*="PillsInput"])');
  await inputs.first().waitFor();
  for (const input of await inputs.all()) {
    await input.click();
    await page.waitForSelector('[role="option"]:visible');
    const options = await page.locator('[role="option"]:visible').allTextContents();
    await page.keyboard.press('Escape');
    const lacks = await input.evaluate((element, texts) => {
      const style = getComputedStyle(element);
      const context = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
      context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const room = element.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
      return texts.flatMap((text) => {
        const lack = Math.ceil(context.measureText(text).width - room);
        return lack > 0 ? [`${text}: ${lack} px`] : [];
      });
    }, options);
    cut.push(...lacks);
  }
  return cut;
}

describe.skipIf(skipped)('selects', () => {
  test.each(['en', 'ru', 'pl'] as const)('%s: show every choice whole, at both widths', async (locale) => {
    for (const size of [desktop, phone]) {
      const { context, page, faults } = await openWindow(browser, product.address, { locale, size });
      await signIn(page, 'marta', password, locale);
      for (const place of ['records', 'figures', 'desk']) {
        await page.goto(`/${place}`);
        expect([place, size.width, await cutChoices(page)]).toEqual([place, size.width, []]);
        await shoot(page, `selects-${place}-${locale}-${size.width}`);
      }
      expect(faults).toEqual([]);
      await context.close();
    }
  });

  test.each(['ru', 'pl'] as const)('%s: in the designer too', async (locale) => {
    const { context, page, faults } = await openWindow(browser, product.address, { locale, size: desktop });
    await signIn(page, 'piotr', password, locale);
    await page.goto('/processes/lead');
    await page.click('[data-element-id="PreSalesCall"] > .djs-visual', { force: true });
    await page.waitForSelector('.designer-panel-title');
    expect(await cutChoices(page)).toEqual([]);
    await shoot(page, `selects-designer-${locale}`);
    expect(faults).toEqual([]);
    await context.close();
  });
});
