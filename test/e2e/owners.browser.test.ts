import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRecord, getDraft, getRecord, getTask, saveDraftFiles } from '../../api/contract/index.ts';
import { axe, chromiumPath, desktop, launchBrowser, openWindow, phone, shoot, signIn } from './browser.ts';
import { eventually } from './eventually.ts';
import { password, startWholeInstallation, type WholeInstallation } from './whole-installation.ts';

const skipped = chromiumPath() === null;
if (skipped) console.warn('No Chromium found (set CHROMIUM_PATH): browser tests of form sheet and draft conflict are skipped.');

const locales = ['en', 'ru', 'pl'] as const;
type Locale = (typeof locales)[number];

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

interface Owner {
  page: Page;
  leave(): Promise<void>;
}

async function come(login: string, options: { locale?: Locale; size?: typeof desktop } = {}): Promise<Owner> {
  const { context, page, faults } = await openWindow(browser, installation.address, { size: options.size });
  await signIn(page, login, password, options.locale ?? 'en');
  return {
    page,
    async leave() {
      expect(faults).toEqual([]);
      await (context as BrowserContext).close();
    },
  };
}

async function openDesigner(page: Page, key: string, element: string): Promise<void> {
  await page.goto(`/processes/${key}`);
  await page.waitForSelector(`[data-element-id="${element}"] .djs-visual`, { state: 'attached' });
}

async function choose(page: Page, element: string): Promise<void> {
  await page.click(`[data-element-id="${element}"] > .djs-visual`, { force: true });
  await page.waitForSelector('.designer-panel-title');
}

/** A step that lies beyond the edge is reached by the list of all. */
async function chooseInOutline(page: Page, name: string): Promise<void> {
  await page.click('.designer-bottom [role="tab"] >> nth=1');
  await page
    .locator('.designer-outline button', { hasText: new RegExp(`^${name}`) })
    .first()
    .click();
  await eventually(() => page.inputValue('.designer-panel-title')).toBe(name);
}

async function rename(page: Page, from: string, name: string): Promise<void> {
  await chooseInOutline(page, from);
  await page.fill('.designer-panel-title', name);
  await page.keyboard.press('Enter');
}

/** The draft as the API has it. */
async function draftOf(key: string, login = 'piotr') {
  return (await installation.as(login)).call(getDraft, { params: { process: key } });
}

async function fileOf(key: string, path: string): Promise<string> {
  return (await draftOf(key)).files.find((file) => file.path === path)?.content ?? '';
}

const nameOf = async (key: string, element: string) =>
  new RegExp(`<bpmn:\\w+ id="${element}" name="([^"]*)"`).exec(await fileOf(key, `${key}.bpmn`))?.[1];

interface Question {
  key: string;
  label: string;
  type: string;
  validate?: { required?: boolean };
  values?: { label: string }[];
  properties?: { type?: string; outcomes?: string };
}
async function questions(): Promise<Question[]> {
  return (JSON.parse(await fileOf('lead', 'forms/pre-sales-call.form')) as { components: Question[] }).components;
}

const sheet = '[role="dialog"]';
const openForm = async (page: Page, words = 'Open') => {
  await page.locator('.designer-question').getByRole('button', { name: words, exact: true }).click();
  await page.waitForSelector(`${sheet} section`);
};
const pick = async (page: Page, label: string, option: string, field: string) => {
  await page.locator(`${sheet} section[aria-label="${field}"]`).getByRole('combobox', { name: label }).click();
  await page.locator('[role="option"]:visible', { hasText: new RegExp(`^${option}$`) }).click();
};

async function checkLooks(page: Page, label: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await shoot(page, `${label.replaceAll(' ', '-')}-${colorScheme}`);
    expect(await axe(page), `${label} ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), label).toBeLessThanOrEqual(0);
}

describe.skipIf(skipped)('form sheet', () => {
  test('an owner changes what a call asks; the draft has it, and after publishing the rep is asked just that', async () => {
    const { page, leave } = await come('piotr');
    await openDesigner(page, 'lead', 'PreSalesCall');
    await choose(page, 'PreSalesCall');
    await openForm(page);
    const before = (await questions()).map((question) => question.key);

    // By keyboard: another wording of the first question, taken back, then for good.
    const first = page.locator(`${sheet} section`).first().getByRole('textbox', { name: 'Question' });
    await first.fill('Thrown away');
    await page.keyboard.press('Escape');
    expect(await first.inputValue(), 'the first Escape is for what is typed').toBe('Need');
    expect(await page.locator(`${sheet} section`).count()).toBeGreaterThan(0);
    await first.fill('What do they need?');
    await page.keyboard.press('Enter');
    await page.locator(`${sheet} section[aria-label="What do they need?"]`).getByRole('checkbox', { name: 'Required' }).check();
    await eventually(async () => (await questions())[0]).toEqual(
      expect.objectContaining({ key: 'lead.need', label: 'What do they need?', validate: expect.objectContaining({ required: true }) }),
    );

    // A field of the record, and one of the step's own, of another kind and for one result.
    await page.getByRole('combobox', { name: 'Add a field of the record' }).fill('Order volume');
    await page.locator('[role="option"]:visible', { hasText: 'Order volume' }).first().click();
    await page.click(`${sheet} button:has-text("Own field")`);
    const own = page.locator(`${sheet} section`).last();
    await own.getByRole('textbox', { name: 'Question' }).fill('How did they hear of us?');
    await page.keyboard.press('Tab');
    await own.getByRole('textbox', { name: 'Goes to' }).fill('heardOf');
    await page.keyboard.press('Enter');
    await pick(page, 'Kind', 'Choice', 'How did they hear of us?');
    await own.getByRole('textbox', { name: 'Choices' }).fill('Fair, Friend, Web');
    await page.keyboard.press('Enter');
    await pick(page, 'Only for results', 'Interested', 'How did they hear of us?');
    await page.keyboard.press('Escape');
    await page.click(`${sheet} button[aria-label="Move How did they hear of us? up"]`);
    await page.click(`${sheet} button[aria-label="Remove Products asked for"]`);
    await eventually(async () => (await questions()).map((question) => question.key)).toEqual([
      ...before.filter((key) => key !== 'lead.products'),
      'heardOf',
      'lead.orderVolume',
    ]);
    expect((await questions()).find((question) => question.key === 'heardOf')).toEqual({
      key: 'heardOf',
      label: 'How did they hear of us?',
      type: 'select',
      values: ['Fair', 'Friend', 'Web'].map((label) => ({ value: label, label })),
      properties: { outcomes: 'interested' },
    });
    await checkLooks(page, 'form-sheet-en-1440');

    // The sheet lies on the diagram's undo stack: one step back is the last edit, whatever it was.
    await page.click(`${sheet} button[aria-label="Close"]`);
    await page.waitForSelector(sheet, { state: 'detached' });
    await page.click('[aria-label="Undo"]');
    await eventually(async () => (await questions()).map((question) => question.key)).toEqual([...before, 'heardOf', 'lead.orderVolume']);
    await page.click('[aria-label="Redo"]');
    await eventually(async () => (await questions()).length).toBe(before.length + 1);

    await page.keyboard.press('Control+Enter');
    await page.waitForSelector(`${sheet} >> text=Form “pre-sales-call” changed`);
    await page.click(`${sheet} button:has-text("Publish v2")`);
    await page.waitForSelector('text=v2 is published');
    await page.click(`${sheet} button:has-text("Close") >> nth=-1`);
    // Whoever goes on drawing is in no conflict with his own publication.
    await rename(page, 'Qualify', 'Qualify well');
    await eventually(() => nameOf('lead', 'Qualify')).toBe('Qualify well');
    expect(await page.locator('[role="alert"]').count()).toBe(0);
    await leave();

    const olga = await installation.as('olga');
    const { id } = await olga.call(createRecord, {
      body: { type: 'lead', title: 'Asked anew', fields: { name: 'Asked anew', phone: '+48 601 000 301' } },
    });
    const open = async () => (await olga.call(getRecord, { params: { record: id } })).tasks[0];
    await eventually(async () => (await open())?.name).toBe('Pre-sales call');
    const rep = await come('olga');
    await rep.page.goto(`/records/${id}`);
    await rep.page.waitForSelector('[data-field="lead.need"] >> text=What do they need?');
    expect(await rep.page.locator('[data-field="lead.need"] >> text=required').count()).toBe(1);
    expect(await rep.page.locator('[data-field="lead.products"]').count()).toBe(0);
    expect(await rep.page.locator('[data-field="heardOf"]').count(), 'asked for one result only').toBe(0);
    await rep.page.click('button[aria-pressed]:has-text("Interested")');
    await rep.page.locator('[data-field="heardOf"] input').first().click();
    await rep.page.locator('[role="option"]:visible', { hasText: 'Friend' }).click();
    await rep.page.fill('textarea[name="note"]', 'Wants labels');
    await rep.page.keyboard.press('Control+Enter');
    await eventually(() => rep.page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('field:lead.need');
    await rep.page.keyboard.type('Labels for jars');
    const task = (await open())?.id ?? '';
    await rep.page.keyboard.press('Control+Enter');
    await eventually(async () => (await olga.call(getTask, { params: { task } })).ended?.outcome).toBe('interested');
    await eventually(async () => (await open())?.name).toBe('Qualify');
    const { fields } = await olga.call(getRecord, { params: { record: id } });
    expect(fields.find((field) => field.key === 'lead.need' || field.key === 'need')?.value).toBe('Labels for jars');
    await rep.leave();
  });

  test.each([
    ['en', 'What “Pre-sales call” asks', 'Add a field of the record', 'Call-back'],
    ['ru', 'Что спрашивает «Предпродажный звонок»', 'Добавить поле записи', 'Перезвон'],
    ['pl', 'O co pyta „Telefon przedsprzedażowy”', 'Dodaj pole rekordu', 'Oddzwonienie'],
  ] as const)('%s: words, kinds, nothing axe finds; on a phone it is read', async (locale, title, add, callBack) => {
    const wide = await come('piotr', { locale });
    await openDesigner(wide.page, 'lead', 'PreSalesCall');
    await choose(wide.page, 'PreSalesCall');
    await openForm(wide.page, { en: 'Open', ru: 'Открыть', pl: 'Otwórz' }[locale]);
    expect(await wide.page.textContent(`${sheet} h2`)).toBe(title);
    expect(await wide.page.getByRole('combobox', { name: add }).count()).toBe(1);
    const kinds = await wide.page
      .locator(`${sheet} input[role="combobox"], ${sheet} input[aria-haspopup="listbox"]`)
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    expect(kinds, 'the kind of the call-back is said by its name').toContain(callBack);
    await checkLooks(wide.page, `form-sheet-${locale}-1440`);
    await wide.leave();

    const narrow = await come('piotr', { locale, size: phone });
    await openDesigner(narrow.page, 'lead', 'PreSalesCall');
    const why = { en: 'publish on a computer', ru: 'публикуйте на компьютере', pl: 'publikuj na komputerze' }[locale];
    expect(await narrow.page.locator('[role="note"]').textContent(), 'it is said why nothing can be changed').toContain(why);
    await checkLooks(narrow.page, `designer-narrow-${locale}-390`);
    await chooseInOutline(narrow.page, 'Pre-sales call');
    await openForm(narrow.page, { en: 'Open', ru: 'Открыть', pl: 'Otwórz' }[locale]);
    const writable = await narrow.page.locator(`${sheet} input:not([readonly]):not(:disabled):not([type="hidden"])`).count();
    expect(writable, 'a phone changes nothing').toBe(0);
    expect(await narrow.page.getByRole('combobox', { name: add }).count()).toBe(0);
    await checkLooks(narrow.page, `form-sheet-${locale}-390`);
    await narrow.leave();
  });
});

describe.skipIf(skipped)('two owners of one draft', () => {
  const both = async (element: string): Promise<[Owner, Owner]> => {
    const owners: [Owner, Owner] = [await come('piotr'), await come('adam')];
    for (const { page } of owners) await openDesigner(page, 'deal', element);
    return owners;
  };
  const banner = '[role="alert"]';

  test('the second is told who saved and in what they differ, takes theirs, and brings his own back', async () => {
    const [piotr, adam] = await both('FirstCall');
    await rename(piotr.page, 'First call', 'First talk');
    await eventually(() => nameOf('deal', 'FirstCall')).toBe('First talk');
    await rename(adam.page, 'Find out the need', 'Hear the need');
    await adam.page.waitForSelector(banner);
    expect(await adam.page.textContent(banner)).toMatch(/^Piotr Dudek saved another version \(\d\d:\d\d\)\./);
    expect(await nameOf('deal', 'FirstCall'), 'nothing is overwritten').toBe('First talk');
    expect(await nameOf('deal', 'FindNeed')).toBe('Find out the need');
    await adam.page.click(`${banner} button:has-text("Compare")`);
    await adam.page.waitForSelector(`${banner} li`);
    const differ = (await adam.page.locator(`${banner} li`).allTextContents()).map((line) => line.trim());
    expect(differ).toEqual(
      expect.arrayContaining(['~ First call: name First talk > First call', '~ Hear the need: name Find out the need > Hear the need']),
    );
    await shoot(adam.page, 'conflict-en-1440-compared');

    await adam.page.click(`${banner} button:has-text("Take theirs")`);
    await adam.page.waitForSelector('[data-element-id="FirstCall"] .djs-visual >> text=First talk', { state: 'attached' });
    expect(await adam.page.locator('[data-element-id="FindNeed"] .djs-visual').textContent()).toContain('Find out');
    await shoot(adam.page, 'conflict-en-1440-theirs');
    await adam.page.click('button:has-text("Bring mine back")');
    await adam.page.waitForSelector('[data-element-id="FindNeed"] .djs-visual >> text=Hear', { state: 'attached' });
    await eventually(() => nameOf('deal', 'FindNeed')).toBe('Hear the need');
    await piotr.leave();
    await adam.leave();
  });

  test('keeping mine saves it over theirs, once, and both go on', async () => {
    const [piotr, adam] = await both('SendOffer');
    await rename(piotr.page, 'Send the offer', 'Offer of Piotr');
    await eventually(() => nameOf('deal', 'SendOffer')).toBe('Offer of Piotr');
    await rename(adam.page, 'Send the offer', 'Offer of Adam');
    await adam.page.waitForSelector(banner);
    // What is drawn while the banner stands belongs to mine.
    await rename(adam.page, 'Negotiate', 'Agree on it');
    await adam.page.click(`${banner} button:has-text("Keep mine")`);
    await adam.page.waitForSelector(banner, { state: 'detached' });
    await eventually(() => nameOf('deal', 'SendOffer')).toBe('Offer of Adam');
    await eventually(() => nameOf('deal', 'Negotiate')).toBe('Agree on it');
    expect((await draftOf('deal')).savedBy?.id).toBe('adam');
    // Piotr is now the second.
    await rename(piotr.page, 'See the delivery through', 'Bring it');
    await piotr.page.waitForSelector(banner);
    expect(await piotr.page.textContent(banner)).toContain('Adam Nowicki');
    await piotr.page.click(`${banner} button:has-text("Take theirs")`);
    await piotr.page.waitForSelector('[data-element-id="SendOffer"] .djs-visual >> text=Adam', { state: 'attached' });
    await rename(piotr.page, 'See the delivery through', 'Bring it all');
    await eventually(() => nameOf('deal', 'Deliver')).toBe('Bring it all');
    expect(await nameOf('deal', 'SendOffer')).toBe('Offer of Adam');
    await piotr.leave();
    await adam.leave();
  });

  test.each([
    ['en', /^Adam Nowicki saved another version \(\d\d:\d\d\)\. Nothing of yours is lost/, 'Compare'],
    ['ru', /^Adam Nowicki: сохранена другая версия \(\d\d:\d\d\)\. Ваша не потеряна/, 'Сравнить'],
    ['pl', /^Adam Nowicki: zapisano inną wersję \(\d\d:\d\d\)\. Twoja nie przepadła/, 'Porównaj'],
  ] as const)('%s: the banner speaks, at both widths, and axe finds nothing', async (locale, sentence, compare) => {
    const { page, leave } = await come('piotr', { locale });
    await openDesigner(page, 'repeat-sale', 'RepeatOrder');
    const adam = await installation.as('adam');
    const { revision, files } = await draftOf('repeat-sale', 'adam');
    const changed = files.map((file) =>
      file.path.endsWith('.bpmn') ? { ...file, content: `${file.content}\n<!-- ${locale} -->\n` } : file,
    );
    await adam.call(saveDraftFiles, { params: { process: 'repeat-sale' }, body: { revision, files: changed } });
    await rename(page, 'Ask for the repeat order', `Renamed ${locale}`);
    await page.waitForSelector(banner);
    expect(await page.textContent(banner)).toMatch(sentence);
    await checkLooks(page, `conflict-${locale}-1440`);
    await page.click(`${banner} button:has-text("${compare}")`);
    await page.waitForSelector(`${banner} li`);
    // A window made narrow only reads, and loses nothing.
    await page.setViewportSize(phone);
    await page.waitForSelector('.designer-palette', { state: 'hidden' });
    await checkLooks(page, `conflict-${locale}-390`);
    await page.setViewportSize(desktop);
    await page.waitForSelector(`[data-element-id="RepeatOrder"] .djs-visual >> text=Renamed`, { state: 'attached' });
    await leave();
  });
});

describe.skipIf(skipped)('what was drawn last', () => {
  test('a deadline is one step of undo, however many digits it has, and is said with the right plural', async () => {
    const { page, leave } = await come('piotr');
    await openDesigner(page, 'deal', 'HoldMeeting');
    await chooseInOutline(page, 'Hold the meeting');
    const amount = page.getByRole('textbox', { name: 'How much' });
    await eventually(() => amount.inputValue()).toBe('5');
    await amount.fill('');
    await page.keyboard.type('12');
    expect(await page.locator('.designer-hint >> text=Due 5 working days').count(), 'not before it is said').toBe(1);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.designer-hint >> text=Due 12 working days after the step opens');
    await amount.fill('1');
    await page.keyboard.press('Tab');
    await page.waitForSelector('.designer-hint >> text="Due 1 working day after the step opens"');
    await page.click('[aria-label="Undo"]');
    await page.waitForSelector('.designer-hint >> text=Due 12 working days');
    await page.click('[aria-label="Undo"]');
    await page.waitForSelector('.designer-hint >> text=Due 5 working days');
    await leave();
  });

  test('whoever draws and leaves at once finds it when he comes back, without a conflict with himself', async () => {
    const { page, leave } = await come('piotr');
    await openDesigner(page, 'deal', 'SignContract');
    await chooseInOutline(page, 'Sign the contract');
    await page.fill('.designer-panel-title', 'Sign it');
    await page.click('a[aria-label="All processes"]');
    await page.click('table a:has-text("Deals")');
    await page.waitForSelector('[data-element-id="SignContract"] .djs-visual >> text=Sign it', { state: 'attached' });
    expect(await nameOf('deal', 'SignContract')).toBe('Sign it');
    await chooseInOutline(page, 'Sign it');
    await page.fill('.designer-panel-title', 'Sign it now');
    await page.keyboard.press('Enter');
    await eventually(() => nameOf('deal', 'SignContract')).toBe('Sign it now');
    expect(await page.locator('[role="alert"]').count()).toBe(0);
    await leave();
  });
});
