import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Where Chromium may be: named by CHROMIUM_PATH, else as Linux and macOS install it. Null = browser tests skip with one line; with `CI=true` they fail. */
export function chromiumPath(): string | null {
  const candidates = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  const found = candidates.find((path) => path !== undefined && existsSync(path)) ?? null;
  if (!found && process.env.CI === 'true')
    throw new Error('No Chromium found; with CI=true browser tests do not skip: set CHROMIUM_PATH to its path.');
  return found;
}

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

export interface Visit {
  locale?: 'en' | 'ru' | 'pl';
  scheme?: 'light' | 'dark';
  size?: { width: number; height: number };
  zone?: string;
}

export async function launchBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error('No Chromium found: set CHROMIUM_PATH to its path.');
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** A browser window of its own (cookies and storage too). Errors of the page fail the test through `faults`. */
export async function openWindow(
  browser: Browser,
  address: string,
  visit: Visit = {},
): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
  const size = visit.size ?? desktop;
  const touch = size.width < 600;
  const context = await browser.newContext({
    baseURL: address,
    viewport: size,
    locale: visit.locale ?? 'en',
    colorScheme: visit.scheme ?? 'light',
    timezoneId: visit.zone ?? 'Europe/Warsaw',
    hasTouch: touch,
    isMobile: touch,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  return { context, page, faults };
}

/** Signs in on the page, by its form; the language is set through the API, as a person would in his menu. */
export async function signIn(page: Page, login: string, password: string, locale?: Visit['locale']): Promise<void> {
  await page.goto('/');
  await page.fill('input[name="login"]', login);
  await page.fill('input[name="password"]', password);
  await page.click('button[type="submit"]');
  await page.waitForSelector('main#main');
  if (locale) await speak(page, locale);
}

export async function speak(page: Page, locale: NonNullable<Visit['locale']>): Promise<void> {
  await page.evaluate(async (wanted) => {
    const me = (await (await fetch('/api/me')).json()) as { csrf: string };
    await fetch('/api/me', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'x-csrf-token': me.csrf },
      body: JSON.stringify({ locale: wanted }),
    });
  }, locale);
  await page.reload();
  await page.waitForSelector('main#main');
}

const pictures = process.env.PICTURES;

/** A picture, when PICTURES names a folder: to be laid beside the mock-ups. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong, one line each: rule, and the element. */
export async function axe(page: Page): Promise<string[]> {
  // Evaluated, not added as a script: the product's own policy forbids inline scripts.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 300)}`),
    );
  });
}
