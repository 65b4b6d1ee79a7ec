import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProcess, getDraft } from '../../api/contract/index.ts';
import { choices } from '../../designer/canvas/choices.ts';
import { translator } from '../../designer/texts.tsx';
import { compilePackage } from '../../engine/model/compile-package.ts';
import { axe, chromiumPath, desktop, launchBrowser, openWindow, phone, shoot, signIn } from './browser.ts';
import { eventually } from './eventually.ts';
import { password, startWholeInstallation, type WholeInstallation } from './whole-installation.ts';

const skipped = chromiumPath() === null;
if (skipped) console.warn('No Chromium found (set CHROMIUM_PATH): browser tests of drawing are skipped.');

const t = translator('en');
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

/** A new process in the designer of its owner. */
async function begin(key: string, name: string) {
  const piotr = await installation.as('piotr');
  await piotr.call(createProcess, { body: { key, name } });
  const { context, page, faults } = await openWindow(browser, installation.address);
  await signIn(page, 'piotr', password, 'en');
  await page.goto(`/processes/${key}`);
  await page.waitForSelector('.djs-container .djs-shape');
  const files = async () => (await piotr.call(getDraft, { params: { process: key } })).files;
  const leave = async () => {
    expect(faults).toEqual([]);
    await context.close();
  };
  return { page, files, leave };
}

/** Adds by the keyboard: after what is selected, on its edge, or into the middle of what is seen. */
async function add(page: Page, name: string): Promise<void> {
  await page.locator('.designer-palette-more').click();
  await page.fill('input[aria-label="Find an element"]', name);
  await page.keyboard.press('Enter');
}

const shapes = (page: Page) => page.locator('.djs-container .djs-shape').count();
const select = (page: Page, id: string) => page.click(`[data-element-id="${id}"] > .djs-visual`, { force: true });
const idOf = (page: Page) => page.locator('.djs-element.selected').first().getAttribute('data-element-id');
const deselect = async (page: Page) => {
  const close = page.locator('.designer-panel [aria-label="Close"]');
  if (await close.isVisible()) await close.click();
};
/** One that lies under others. */
const selectInOutline = async (page: Page, name: string) => {
  await page.click('.designer-bottom [role="tab"] >> nth=1');
  await page.locator('.designer-outline button', { hasText: new RegExp(`^${name}`) }).click();
};
const choose = async (page: Page, question: string, option: string) => {
  await page.click(`[aria-label="${question}"]`);
  await page.locator('[role="option"]:visible', { hasText: option }).click();
};
/** By its name, which the mark of a required field is no part of; a list that hangs from the field has the same label. */
const field = (page: Page, name: string) =>
  page.getByRole('textbox', { name, exact: true }).or(page.getByRole('combobox', { name, exact: true }));
const write = async (page: Page, label: string, text: string) => {
  await field(page, label).fill(text);
  await page.keyboard.press('Tab');
};

const noProblems = (page: Page) =>
  eventually(() => page.textContent('.designer-problems, .designer-bottom .designer-quiet.designer-pad')).toMatch(/No problems/);

/** What the check says of elements that are put down alone. */
const stillOpen = [
  'boundary-event/no-outgoing',
  'business-rule-task/no-decision',
  'call-activity/process-unknown',
  'compensation/no-handler',
  'conditional/no-condition',
  'element/dead-end',
  'element/unreachable',
  'end-event/error-without-code',
  'escalation/no-code',
  'event-based-gateway/too-few',
  'event/cancel-outside',
  'link/no-name',
  'message/no-name',
  'process/several-none-starts',
  'script-task/empty',
  'send-task/nothing-to-send',
  'service-task/no-job',
  'signal/no-name',
  'start-event/no-outgoing',
  'timer/one-of',
  'user-task/nobody',
  'wait/no-deadline',
];

describe.skipIf(skipped)('drawing what the engine runs', () => {
  test('a task for each of a list and a signal: nothing is left for the check to say', async () => {
    const { page, files, leave } = await begin('tell-all', 'Tell all');
    await select(page, 'End');
    await page.keyboard.press('Delete');
    await select(page, 'Step');
    await choose(page, 'Does it repeat?', 'For each of a list');
    await write(page, 'The list (FEEL)', '["Anna", "Jan"]');
    await write(page, 'One of them is called', 'person');
    await page.click('text=One after another');
    await write(page, 'Ends early when (FEEL)', 'numberOfCompletedInstances >= 1');
    await add(page, 'everyone set off');
    await write(page, 'Which signal?', 'prices changed');
    await eventually(() => page.textContent('.designer-bottom [role="tab"] >> nth=0')).toMatch(/[1-9]/);
    await page.getByRole('checkbox', { name: 'Goes outside this package' }).check();
    await page.click('[aria-label="Add to What goes with it"]');
    await write(page, 'name', 'percent');
    await write(page, 'value (FEEL)', '12 + 3');
    expect(await axe(page)).toEqual([]);
    await add(page, 'End');
    await noProblems(page);
    await select(page, 'Step');
    await shoot(page, 'designer-repeats-1440');
    expect(await axe(page)).toEqual([]);
    // One step back takes back the last thing drawn, not what was said before.
    await page.click('[aria-label="Undo"]');
    await eventually(() => page.textContent('.designer-bottom [role="tab"] >> nth=0')).toMatch(/[1-9]/);
    await page.click('[aria-label="Redo"]');
    await noProblems(page);
    await page.keyboard.press('Control+Enter');
    await page.click('[role="dialog"] button:has-text("Publish v1")');
    await page.waitForSelector('text=v1 is published');
    const compiled = await compilePackage(await files(), { hash: 'published' });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.findings));
    expect(compiled.warnings).toEqual([]);
    const elements = compiled.package.processes.flatMap((process) => process.elements);
    expect(elements.find(({ id }) => id === 'Step')?.loop).toMatchObject({
      sequential: true,
      item: 'person',
      collection: '["Anna", "Jan"]',
    });
    expect(elements.map(({ trigger }) => trigger)).toContainEqual({
      kind: 'signal',
      config: { name: 'prices changed', payload: [{ source: '12 + 3', target: 'percent' }], receiver: 'outside' },
    });
    await leave();
  });

  test('into a selected way something is put, by the pointer and by keys, and one undo takes it out again', async () => {
    const { page, files, leave } = await begin('between', 'Between');
    const way = () => page.locator('.djs-connection').first().getAttribute('data-element-id');
    const first = (await way()) ?? '';
    const ends = async () => {
      const compiled = await compilePackage(await files(), { hash: 'between' });
      // A step without its job is no fault here.
      const process = ('package' in compiled ? compiled.package : undefined)?.processes[0];
      const kind = (id: string) => process?.elements.find((each) => each.id === id)?.kind ?? '?';
      return (process?.flows ?? []).map(({ source, target }) => `${kind(source)} ${kind(target)}`).sort();
    };
    const before = ['start-event user-task', 'user-task end-event'];
    const clickWay = () => page.locator(`[data-element-id="${first}"] > .djs-hit`).first().click({ force: true });
    await eventually(ends).toEqual(before);
    await clickWay();
    await shoot(page, 'designer-way-1440');
    await page.click('.designer-palette button:has-text("Auto")');
    await eventually(ends).toEqual(['service-task user-task', 'start-event service-task', 'user-task end-event']);
    await shoot(page, 'designer-put-in-1440');
    await page.click('[aria-label="Undo"]');
    await eventually(ends).toEqual(before);
    // By keys alone: the search opens beside the way.
    await clickWay();
    await page.keyboard.press('a');
    const search = page.locator('input[aria-label="Find an element"]');
    await search.waitFor();
    const [box, line] = [await search.boundingBox(), await page.locator(`.djs-connection[data-element-id="${first}"]`).boundingBox()];
    expect(Math.hypot((box?.x ?? 0) - (line?.x ?? 0), (box?.y ?? 0) - (line?.y ?? 0))).toBeLessThan(300);
    await shoot(page, 'designer-put-in-search-1440');
    await search.fill(choices.find(({ key }) => key === 'sub-process')?.name(t) ?? '');
    await page.keyboard.press('Enter');
    await eventually(ends).toEqual(['start-event end-event', 'start-event sub-process', 'sub-process user-task', 'user-task end-event']);
    await page.keyboard.press('Control+z');
    await eventually(ends).toEqual(before);
    // The end of a way is no place in the middle of it.
    await clickWay();
    await page.keyboard.press('?');
    await page.waitForSelector('[role="dialog"] h3:has-text("Designer")');
    await shoot(page, 'designer-keys-1440');
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Escape');
    // The menu of kinds speaks as the palette and the panel do.
    await select(page, 'Step');
    await page.click('[title="Change the kind"]');
    const kinds = page.locator('.djs-popup .djs-popup-label');
    await kinds.first().waitFor();
    await shoot(page, 'designer-kinds-1440');
    const ours = new Set(choices.map(({ name }) => name(t)));
    const told = (await kinds.allTextContents()).filter((text) => !/folded/.test(text));
    expect(told.length).toBeGreaterThan(5);
    expect(told.filter((text) => !ours.has(text))).toEqual([]);
    await page.keyboard.press('Escape');
    // What is wrong with the process as a whole stands in the corner, and leads to what is asked about the process.
    await select(page, 'End');
    await page.keyboard.press('Delete');
    await page.waitForSelector('.designer-problem-mark-root');
    await shoot(page, 'designer-process-problem-1440');
    await page.click('.designer-problem-mark-root');
    await eventually(() => page.textContent('.designer-panel')).toMatch(/Process/);
    await page.keyboard.press('Control+z');
    await page.waitForSelector('.designer-problem-mark-root', { state: 'detached' });
    await eventually(ends).toEqual(before);
    // The first view holds all of the drawing, at life size at most.
    await page.reload();
    await page.waitForSelector('.djs-container .djs-shape');
    const canvas = await page.locator('.designer-canvas').boundingBox();
    for (const shape of await page.locator('.djs-container .djs-shape').all()) {
      const at = await shape.boundingBox();
      expect((at?.x ?? 0) + (at?.width ?? 0)).toBeLessThanOrEqual((canvas?.x ?? 0) + (canvas?.width ?? 0));
    }
    expect(Number.parseInt((await page.textContent('.designer-zoom > span')) ?? '', 10)).toBeLessThanOrEqual(100);
    await leave();
  });

  test('everything that can be found can be put down, is asked about, and stands where it may', async () => {
    const { page, files, leave } = await begin('everything', 'Everything');
    await page.locator('.designer-palette-more').click();
    await shoot(page, 'designer-more-1440');
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Escape');
    const made: { key: string; id: string }[] = [];
    for (const { key, group, name } of choices) {
      if (group === 'boundary') await selectInOutline(page, 'First step');
      else await deselect(page);
      const before = await shapes(page);
      await add(page, name(t));
      await eventually(async () => (await shapes(page)) > before && (await idOf(page)) !== 'Step').toBe(true);
      made.push({ key, id: (await idOf(page)) ?? '' });
      await page.waitForSelector('.designer-panel-title');
      await shoot(page, `designer-panel-${key}`);
    }
    expect(new Set(made.map(({ id }) => id)).size).toBe(choices.length);
    await eventually(async () => (await files())[1]?.content ?? '').toMatch(new RegExp(`id="${made.at(-1)?.id}"`));
    const result = await compilePackage(await files(), { hash: 'everything' });
    // Nothing but what has still to be drawn or answered: each stands where it may, and what is in a scope is whole.
    const rules = new Set((result.ok ? result.warnings : result.findings).map(({ rule }) => rule));
    expect([...rules].filter((rule) => !stillOpen.includes(rule))).toEqual([]);
    await leave();
  });

  test('a step that undoes another is drawn after the sign; what lies in a new scope comes and goes with it', async () => {
    const { page, files, leave } = await begin('undo', 'Undo');
    await select(page, 'Step');
    await add(page, 'How this step is undone');
    await add(page, 'Step');
    await eventually(() => page.inputValue('.designer-panel-title')).toBe('');
    await page.fill('.designer-panel-title', 'Take it back');
    await page.keyboard.press('Enter');
    await noProblems(page);
    await shoot(page, 'designer-undo');
    const drawn = await shapes(page);
    await select(page, 'Step');
    await add(page, 'All or nothing');
    await eventually(() => shapes(page)).toBe(drawn + 3);
    await shoot(page, 'designer-transaction');
    await page.click('[aria-label="Undo"]');
    await eventually(() => shapes(page)).toBe(drawn);
    await eventually(async () => {
      const compiled = await compilePackage(await files(), { hash: 'undo' });
      const elements = compiled.ok ? compiled.package.processes.flatMap((process) => process.elements) : [];
      return elements.filter(({ forCompensation, trigger }) => forCompensation || trigger?.kind === 'compensation').length;
    }).toBe(2);
    await leave();
  });

  test('a call says which version: what is asked next follows from it, and is compiled so', async () => {
    const { page, files, leave } = await begin('call', 'Call');
    await select(page, 'End');
    await page.keyboard.press('Delete');
    await select(page, 'Step');
    await add(page, choices.find(({ key }) => key === 'call-activity')?.name(t) ?? '');
    await write(page, 'Process', 'other');
    await choose(page, 'Which version is called?', 'Always the same version');
    await write(page, 'Key of the package', 'credit');
    await write(page, 'Version', '3');
    await shoot(page, 'designer-call-1440');
    expect(await axe(page)).toEqual([]);
    const id = (await idOf(page)) ?? '';
    await add(page, 'End');
    const called = async () => {
      const compiled = await compilePackage(await files(), { hash: 'call' });
      const elements = compiled.ok ? compiled.package.processes.flatMap((process) => process.elements) : [];
      return elements.find(({ kind }) => kind === 'call-activity')?.config;
    };
    const config = { calledProcess: 'other', propagateAll: true };
    await eventually(called).toEqual({ ...config, binding: { package: 'credit', version: 3 } });
    await select(page, id);
    await choose(page, 'Which version is called?', 'The newest when the call begins');
    await eventually(called).toEqual({ ...config, binding: { package: 'credit' } });
    await leave();
  });

  test('a job asks for what its type declares, a call for what is published, a start for its form', async () => {
    const { page, files, leave } = await begin('asks', 'Asks');
    await select(page, 'End');
    await page.keyboard.press('Delete');
    await select(page, 'Step');
    await add(page, 'service task');
    await choose(page, 'What does the system do?', 'Call a webhook');
    await eventually(() => page.textContent('.designer-problems')).toMatch(/“Call a webhook”.*“Address”/);
    await write(page, 'Address', 'https://erp.example/orders');
    await write(page, 'What is sent', '{amount: amont}');
    await eventually(() => page.textContent('.designer-problems')).toMatch(/“amont”/);
    await write(page, 'What is sent', '{amount: 5}');
    await shoot(page, 'designer-job-1440');
    expect(await axe(page)).toEqual([]);
    await add(page, 'call activity');
    await choose(page, 'Which version is called?', 'The newest when the call begins');
    await write(page, 'Key of the package', 'repeat-sal');
    await eventually(() => page.textContent('.designer-problems')).toMatch(/“repeat-sal”/);
    await field(page, 'Key of the package').fill('repeat s');
    await page.locator('[role="option"]:visible', { hasText: '(repeat-sale)' }).click();
    await shoot(page, 'designer-call-known-1440');
    await add(page, 'End');
    await noProblems(page);
    await select(page, 'Start');
    await page.click('text=New form');
    await page.waitForSelector('text=Nothing is asked yet');
    // There is no record whose fields could be asked.
    expect(await page.getByRole('combobox', { name: 'Add a field of the record' }).count()).toBe(0);
    await shoot(page, 'designer-start-form-1440');
    await page.keyboard.press('Escape');
    await noProblems(page);
    // The draft is stored a moment after it was drawn.
    const configs = async () => {
      const compiled = await compilePackage(await files(), { hash: 'asks' });
      const elements = compiled.ok ? compiled.package.processes.flatMap((process) => process.elements) : [];
      return ['start-event', 'service-task'].map((kind) => elements.find((each) => each.kind === kind)?.config);
    };
    const input = [
      { target: 'url', source: '"https://erp.example/orders"' },
      { target: 'body', source: '{amount: 5}' },
    ];
    await eventually(configs).toEqual([
      expect.objectContaining({ form: 'Start' }),
      expect.objectContaining({ job: expect.objectContaining({ input }) }),
    ]);
    await leave();
  });

  test.each([
    ['en', 'Does it repeat?', 'For each of a list', 'Find an element'],
    ['ru', 'Повторяется?', 'Для каждого из списка', 'Найти элемент'],
    ['pl', 'Czy się powtarza?', 'Dla każdego z listy', 'Znajdź element'],
  ] as const)('%s: the search and what repeats, wide and on a phone, which only reads', async (locale, question, answer, search) => {
    for (const size of [desktop, phone]) {
      const { context, page, faults } = await openWindow(browser, installation.address, { size });
      await signIn(page, 'piotr', password, locale);
      await page.goto('/processes/tell-all');
      await page.waitForSelector('[data-element-id="Step"] .djs-visual', { state: 'attached' });
      if (size === desktop) {
        await page.locator('.designer-palette-more').click();
        await page.fill(`input[aria-label="${search}"]`, { en: 'edge', ru: 'граница', pl: 'krawędź' }[locale]);
        await shoot(page, `designer-search-${locale}`);
        expect(await axe(page)).toEqual([]);
        await page.keyboard.press('Escape');
      }
      await selectInOutline(page, 'First step');
      const asked = page.locator('.designer-question', { hasText: question });
      await asked.scrollIntoViewIfNeeded();
      expect(await asked.locator(`[aria-label="${question}"]`).inputValue()).toBe(answer);
      await asked.locator('textarea').last().scrollIntoViewIfNeeded();
      await shoot(page, `designer-repeats-${locale}-${size.width}`);
      expect(await axe(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
      if (size === phone) expect(await asked.locator('textarea:not([readonly])').count()).toBe(0);
      expect(faults).toEqual([]);
      await context.close();
    }
  });
});
