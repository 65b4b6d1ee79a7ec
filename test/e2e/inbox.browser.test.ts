import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assignTask, createRecord, getRecord, getTask, listRecords, listTasks, suspendInstance } from '../../api/contract/index.ts';
import { axe, chromiumPath, launchBrowser, openWindow, phone, shoot, signIn, type Visit } from './browser.ts';
import { eventually } from './eventually.ts';
import { password, startWebProduct, type WebProduct } from './web-product.ts';

const skipped = chromiumPath() === null;
if (skipped) console.warn('No Chromium found (set CHROMIUM): browser tests of the inbox are skipped.');

let product: WebProduct;
let browser: Browser;

/** Deals whose first step is with this person. */
async function giveDeals(login: string, titles: string[]): Promise<void> {
  const client = await product.as(login);
  for (const title of titles) await client.call(createRecord, { body: { type: 'deal', title, fields: { amount: 12_400 } } });
}

async function visit(login: string, options: Visit, work: (page: Page) => Promise<void>): Promise<void> {
  const { context, page, faults } = await openWindow(browser, product.address, options);
  await signIn(page, login, password, options.locale ?? 'en');
  await work(page);
  expect(faults).toEqual([]);
  await context.close();
}

const title = (page: Page) => page.locator('[data-pane="case"] h2').first().textContent();

beforeAll(async () => {
  if (skipped) return;
  product = await startWebProduct();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
});

describe.skipIf(skipped)('inbox', () => {
  test('a case is completed by keyboard alone, under a Russian layout, and the next one is there without going back', async () => {
    await giveDeals('daria', ['Alfa', 'Beta', 'Gamma']);
    await visit('daria', { locale: 'ru' }, async (page) => {
      await page.waitForSelector('[role="listitem"] a');
      expect(await title(page)).toBe('Alfa');
      // `event.key` is Cyrillic, `event.code` is the key's place.
      const type = (key: string, code: string) =>
        page.evaluate(([key, code]) => window.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true })), [
          key,
          code,
        ] as const);
      await type('к', 'KeyR');
      await type('2', 'Digit2');
      expect(await page.getAttribute('button[aria-pressed="true"] >> nth=0', 'aria-pressed')).toBe('true');
      await type('и', 'KeyB');
      await page.keyboard.type('завтра в 10');
      await eventually(() => page.textContent('output')).toMatch(/^= .*10:00/);
      await page.keyboard.press('Control+Enter');
      await eventually(() => title(page)).toBe('Beta');
      // What was typed within the last second went along with the completion: nothing is being saved any more.
      await page.waitForSelector('footer:has-text("Всё сохранено")', { timeout: 10_000 });
    });
    const client = await product.as('daria');
    await eventually(async () => {
      const { items } = await client.call(listTasks, { query: { view: 'waiting' } });
      return items.map((item) => item.record?.title);
    }).toEqual(['Alfa']);
  });

  test('what lacks is said at its field, which gets the focus, and nobody leaves the case', async () => {
    await giveDeals('nikita', ['Needs a note']);
    await visit('nikita', { locale: 'pl' }, async (page) => {
      await page.waitForSelector('[role="listitem"] a');
      await page.keyboard.press('r');
      await page.keyboard.press('1');
      await page.keyboard.press('Control+Enter');
      await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('note');
      expect(await page.textContent('[data-field="note"] [role="alert"]')).toBe('Uzupełnij to pole.');
      expect(await title(page)).toBe('Needs a note');
      expect(await axe(page)).toEqual([]);
    });
  });

  test('what is typed survives a reload, and is found on another computer', async () => {
    await giveDeals('pawel', ['Draft']);
    await visit('pawel', {}, async (page) => {
      await page.waitForSelector('textarea[name="note"]');
      await page.keyboard.press('n');
      await page.keyboard.type('Wants a sample');
      await page.reload();
      await eventually(() => page.inputValue('textarea[name="note"]')).toBe('Wants a sample');
      await page.waitForSelector('text=All saved');
    });
    await visit('pawel', {}, async (page) => {
      await eventually(() => page.inputValue('textarea[name="note"]')).toBe('Wants a sample');
    });
  });

  test('given to another while the form is open: refused with his name, the text stays (P07)', async () => {
    await giveDeals('jacek', ['Contested']);
    const marta = await product.as('marta');
    await visit('jacek', {}, async (page) => {
      await page.waitForSelector('textarea[name="note"]');
      await page.keyboard.press('n');
      await page.keyboard.type('All I heard');
      const jacek = await product.as('jacek');
      const { items } = await jacek.call(listTasks, { query: {} });
      await marta.call(assignTask, { params: { task: items[0]?.id ?? '' }, body: { assignee: 'pawel' } });
      await page.waitForSelector('[role="status"] >> text=Paweł');
      expect(await page.inputValue('textarea[name="note"]')).toBe('All I heard');
    });
  });

  test('the server goes away in mid-form: the completion waits, says so, and is accepted once when it is back', async () => {
    await giveDeals('kinga', ['Far away', 'Next one']);
    await visit('kinga', {}, async (page) => {
      await page.waitForSelector('[role="listitem"] a');
      await page.waitForFunction(() => performance.getEntriesByType('resource').some((entry) => entry.name.includes('read-phrase')));
      await product.goAway();
      try {
        await page.keyboard.press('2');
        await page.keyboard.press('b');
        await page.keyboard.type('tomorrow at 11');
        await page.waitForSelector('output');
        await page.keyboard.press('Control+Enter');
        await page.waitForSelector('text=/Not yet accepted: Far away/');
      } finally {
        await product.comeBack();
      }
      await page.waitForSelector('text=/Not yet accepted/', { state: 'detached' });
    });
    const kinga = await product.as('kinga');
    await eventually(async () => {
      const { items } = await kinga.call(listTasks, { query: { view: 'waiting' } });
      return items.map((item) => item.record?.title);
    }).toEqual(['Far away']);
  });

  test('a new case waits in "1 new" and moves nothing; an emptied list picks up what arrives', async () => {
    await giveDeals('tomasz', ['First']);
    await visit('tomasz', {}, async (page) => {
      await page.waitForSelector('[role="listitem"] a');
      await giveDeals('tomasz', ['Second']);
      await page.waitForSelector('text=1 new');
      expect(await page.locator('[role="listitem"] a').count()).toBe(1);
      await page.click('text=1 new');
      await eventually(() => page.locator('[role="listitem"] a').count()).toBe(2);
    });
  });

  test('deferred with a moment and a reason, it waits; both are asked for', async () => {
    await giveDeals('tomasz', ['Put off']);
    await visit('tomasz', {}, async (page) => {
      await page.waitForSelector('[role="listitem"] a');
      await page.click('[role="listitem"] a:has-text("Put off")');
      await page.waitForSelector('h2:has-text("Put off")');
      await page.keyboard.press('d');
      const until = page.locator('input[name="field:defer.until"]');
      const focused = () => page.evaluate(() => document.activeElement?.getAttribute('name'));
      await eventually(focused).toBe('field:defer.until');
      await page.click('[role="dialog"] button:has-text("Defer")');
      await eventually(() => page.locator('[role="dialog"] [role="alert"]').allTextContents()).toEqual(['Fill this in.', 'Fill this in.']);
      await shoot(page, 'defer-lacks');
      await until.fill('in 3 hours');
      await page.waitForSelector('output');
      await page.click('[role="dialog"] button:has-text("Defer")');
      await eventually(focused).toBe('defer.reason');
      await page.getByLabel('Reason').fill('The buyer is at a fair');
      expect(await axe(page)).toEqual([]);
      await page.click('[role="dialog"] button:has-text("Defer")');
      await page.click('nav a:has-text("Waiting")');
      await page.waitForSelector('[role="listitem"] a:has-text("Put off")');
    });
  });

  test('the one announced as next stays announced once the case in sight is completed and stays in sight', async () => {
    await giveDeals('kinga', ['One', 'Two', 'Three']);
    await visit('kinga', {}, async (page) => {
      await page.click('[role="listitem"] a:has-text("Two")');
      await page.waitForSelector('[data-pane="case"] h2:has-text("Two")');
      await page.waitForSelector('[data-pane="form"] [title="Three"]');
      await page.keyboard.press('r');
      await page.keyboard.press('2');
      await page.keyboard.press('b');
      await page.keyboard.type('tomorrow at 11');
      await page.waitForSelector('output');
      await page.keyboard.press('Control+Shift+Enter');
      await page.waitForSelector('[role="listitem"] a:has-text("Two")', { state: 'detached' });
      expect(await page.locator('[data-pane="form"] [title="Three"]').count()).toBe(1);
      await page.waitForSelector('footer:has-text("All saved")', { timeout: 10_000 });
    });
  });

  test.each([
    ['en', /Case suspended by .+: checking/, 'Resume'],
    ['ru', /Дело приостановил\(а\) .+: checking/, 'Возобновить'],
    ['pl', /Sprawę wstrzymał\(a\) .+: checking/, 'Wznów'],
  ] as const)(
    'a suspended case says who, since when and why; nothing can be pressed until it is resumed (%s)',
    async (locale, said, resume) => {
      const name = `Stands still ${locale}`;
      await giveDeals('tomasz', [name]);
      const tomasz = await product.as('tomasz');
      const marta = await product.as('marta');
      const { items } = await tomasz.call(listTasks, { query: { q: name } });
      const instance = items[0]?.instanceId ?? '';
      const record = items[0]?.record?.id ?? '';
      await marta.call(suspendInstance, { params: { instance }, body: { reason: 'checking' } });
      const work = (size: Visit['size']) => async (page: Page) => {
        await page.click(`[role="listitem"] a:has-text("${name}")`);
        await page.waitForSelector('p[role="status"]');
        expect(await page.locator('p[role="status"]').textContent()).toMatch(said);
        expect(await page.locator(`button:has-text("${resume}")`).count(), 'not his to resume').toBe(0);
        const buttons = page.locator('form button[title]');
        for (const each of await buttons.all()) expect(await each.isDisabled()).toBe(true);
        expect(await buttons.count()).toBeGreaterThan(1);
        await shoot(page, `suspended-${locale}-${size ? 'phone' : 'desktop'}`);
        expect(await axe(page)).toEqual([]);
      };
      await visit('tomasz', { locale }, work(undefined));
      await visit('tomasz', { locale, size: phone }, work(phone));
      await visit('marta', { locale }, async (page) => {
        await page.goto(`${product.address}/records/${record}`);
        await page.waitForSelector('p[role="status"]');
        await shoot(page, `suspended-record-${locale}`);
        await page.click(`button:has-text("${resume}")`);
        await eventually(async () => (await tomasz.call(getTask, { params: { task: items[0]?.id ?? '' } })).suspended).toBe(null);
        await page.waitForSelector(`button:has-text("${resume}")`, { state: 'detached' });
      });
    },
  );

  test('U takes the first of the pool, W says why it is mine, and it can be given back', async () => {
    const marta = await product.as('marta');
    await giveDeals('daria', ['Free to take']);
    const daria = await product.as('daria');
    const { items } = await daria.call(listTasks, { query: { q: 'Free to take' } });
    await marta.call(assignTask, { params: { task: items[0]?.id ?? '' }, body: { assignee: null } });
    await visit('nikita', {}, async (page) => {
      await page.waitForSelector('nav a:has-text("Pool") >> text=1');
      await page.keyboard.press('u');
      await page.waitForSelector('h2:has-text("Free to take")');
      await eventually(async () => (await (await product.as('nikita')).call(listTasks, { query: { q: 'Free to take' } })).counts.pool).toBe(
        0,
      );
      await page.keyboard.press('w');
      await page.waitForSelector('[role="dialog"] >> text=Deadline');
      expect(await axe(page)).toEqual([]);
      await page.click('[role="dialog"] >> text=Not for me');
      await page.getByLabel('Reason').fill('I am on leave from tomorrow');
      await page.click('text=Give it back to the team');
      await page.waitForSelector('nav a:has-text("Pool") >> text=1');
    });
  });

  test('a call-back can be chosen in the calendar, and never lies in the past', async () => {
    await giveDeals('jacek', ['By calendar']);
    await visit('jacek', { locale: 'pl' }, async (page) => {
      await page.click('[role="listitem"] a:has-text("By calendar")');
      await page.waitForSelector('h2:has-text("By calendar")');
      await page.keyboard.press('b');
      await page.keyboard.type('wczoraj');
      await page.waitForSelector('[role="alert"] >> text=Ten termin już minął');
      await page.click('button[aria-label="Wybierz w kalendarzu"]');
      const day = page.locator('[role="dialog"] button.mantine-DatePicker-day:not([disabled]):not([data-outside])').last();
      await day.waitFor();
      await shoot(page, 'calendar-pl');
      await day.click();
      await eventually(() => page.textContent('output')).toMatch(/10:00/);
    });
  });

  test.each([
    ['en', /Fill this in\. Asked by stage “Qualification”/, 'Mend it'],
    ['ru', /Этого требует этап «Квалификация»/, 'Исправить'],
    ['pl', /Wymaga tego etap „Kwalifikacja”/, 'Popraw'],
  ] as const)('a refusal of the guard waits as a banner with its draft, and stands at its field (%s)', async (locale, sentence, mend) => {
    await giveDeals('olga', [`Next ${locale}`]);
    const marta = await product.as('marta');
    const title = `Refused ${locale}`;
    const name = `Anna ${{ en: 'Smith', ru: 'Кузнецова', pl: 'Nowak' }[locale]}`;
    const phoneNumber = `+4860100011${['en', 'ru', 'pl'].indexOf(locale)}`;
    await marta.call(createRecord, { body: { type: 'lead', title, fields: { name, phone: phoneNumber } } });
    await product.settle();
    const { items } = await marta.call(listRecords, { query: { type: 'lead', q: title } });
    const lead = await marta.call(getRecord, { params: { record: items[0]?.id ?? '' } });
    await marta.call(assignTask, { params: { task: lead.tasks[0]?.id ?? '' }, body: { assignee: 'olga' } });
    await visit('olga', { locale, scheme: locale === 'ru' ? 'dark' : 'light' }, async (page) => {
      const open = async () => {
        await page.click(`[role="listitem"] a:has-text("${name}")`);
        await page.waitForSelector(`h2:has-text("${title}")`);
      };
      // What the page knows of the stage ahead it says itself, and the case stays.
      await open();
      await page.keyboard.press('1');
      await page.keyboard.press('n');
      await page.keyboard.type('Twenty thousand labels');
      await page.keyboard.press('Control+Enter');
      await eventually(() => page.locator('[data-field="lead.need"] [role="alert"]').textContent()).toMatch(sentence);
      expect(await page.locator('[data-pane="case"] h2').first().textContent()).toBe(title);
      // A page that does not know it, as one whose case has moved under it: the server's guard says the same afterwards.
      await page.route('**/api/tasks/*', async (route) => {
        const answer = await route.fetch();
        const task = await answer.json();
        for (const outcome of task.outcomes ?? []) outcome.requires = [];
        await route.fulfill({ response: answer, json: task });
      });
      await page.reload();
      await open();
      await page.keyboard.press('Control+Enter');
      await page.waitForSelector(`[role="alert"] >> text=${title}`);
      expect(await page.locator('[data-pane="case"] h2').first().textContent(), 'nobody is pulled off the next case').not.toBe(title);
      await page.click(`[role="alert"] >> text=${mend}`);
      const field = page.locator('[data-field="lead.need"] [role="alert"]');
      await field.waitFor();
      await eventually(() => field.textContent()).toMatch(sentence);
      await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('field:lead.need');
      expect(await page.inputValue('textarea[name="note"]')).toBe('Twenty thousand labels');
      await shoot(page, `refused-${locale}`);
      expect(await axe(page)).toEqual([]);
      await page.keyboard.type('Labels');
      await page.keyboard.press('Control+Enter');
      await page.waitForSelector(`[role="listitem"] a:has-text("${name}")`, { state: 'detached' });
    });
    await product.settle();
    expect((await marta.call(getRecord, { params: { record: lead.id } })).stage?.id).not.toBe(lead.stage?.id);
  });

  test.each([
    ['en', 'light', 'desktop'],
    ['ru', 'dark', 'desktop'],
    ['pl', 'light', 'phone'],
    ['ru', 'dark', 'phone'],
  ] as const)('%s, %s, %s: axe finds nothing', async (locale, scheme, device) => {
    const size = device === 'phone' ? phone : undefined;
    await visit('tomasz', { locale, scheme, size }, async (page) => {
      await page.waitForSelector('[role="listitem"] a');
      await shoot(page, `inbox-${locale}-${scheme}-${device}`);
      expect(await axe(page)).toEqual([]);
      if (device !== 'phone') return;
      await page.click('[role="listitem"] a');
      await page.waitForSelector('textarea[name="note"]');
      await shoot(page, `case-${locale}-${scheme}-${device}`);
      expect(await axe(page)).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(wide, 'nothing is wider than the phone').toBe(false);
    });
  });
});
