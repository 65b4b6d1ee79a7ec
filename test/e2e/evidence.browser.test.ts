import { Buffer } from 'node:buffer';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completeTask, createProcess, createRecord, getRecord, getTask, publishProcess, uploadFile } from '../../api/contract/index.ts';
import { axe, chromiumPath, desktop, launchBrowser, openWindow, phone, shoot, signIn, type Visit } from './browser.ts';
import { eventually } from './eventually.ts';
import { password, startWholeInstallation, type WholeInstallation } from './whole-installation.ts';

const skipped = chromiumPath() === null;
if (skipped) console.warn('No Chromium found (set CHROMIUM_PATH): browser tests of proofs and files are skipped.');

let installation: WholeInstallation;
let browser: Browser;
let photo: Buffer;
const offer = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n');
const offerName = 'Oferta 118, wersja 2, Zakłady Przetwórstwa Owocowo-Warzywnego.pdf';

beforeAll(async () => {
  if (skipped) return;
  installation = await startWholeInstallation('staff');
  browser = await launchBrowser();
  photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#3a6' } })
    .jpeg()
    .toBuffer();
  const piotr = await installation.as('piotr');
  const { key, revision } = await piotr.call(createProcess, { body: returns });
  await piotr.call(publishProcess, { params: { process: key }, body: { revision } });
});
afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

/** A process whose form asks for a file itself. */
const returns = {
  key: 'return',
  name: 'Returns',
  files: [
    {
      path: 'manifest.json',
      content: JSON.stringify({
        key: 'return',
        name: 'Returns',
        process: 'return.bpmn',
        recordType: 'return',
        forms: ['forms/take-back.form'],
        recordTypes: [{ id: 'return', name: 'Return', fields: [{ key: 'title', label: 'Title', type: 'text' }] }],
        stages: [{ id: 'back', name: 'Back', color: 'teal', requiredFields: [] }],
      }),
    },
    {
      path: 'forms/take-back.form',
      content: JSON.stringify({
        type: 'default',
        id: 'take-back',
        components: [{ type: 'filepicker', key: 'protocol', label: 'Protocol of the return', validate: { required: true } }],
      }),
    },
    {
      path: 'return.bpmn',
      content: `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="definitions" targetNamespace="http://perennial.dev/test">
  <bpmn:process id="return" name="Return" isExecutable="true">
    <bpmn:startEvent id="Start" />
    <bpmn:userTask id="TakeBack" name="Take it back" perennial:stage="back" perennial:form="take-back" perennial:candidateGroups="sales" perennial:due="P1D" />
    <bpmn:endEvent id="End" />
    <bpmn:sequenceFlow id="Start_TakeBack" sourceRef="Start" targetRef="TakeBack" />
    <bpmn:sequenceFlow id="TakeBack_End" sourceRef="TakeBack" targetRef="End" />
  </bpmn:process>
</bpmn:definitions>
`,
    },
  ],
};

async function visit(login: string, options: Visit, work: (page: Page) => Promise<void>): Promise<void> {
  const { context, page, faults } = await openWindow(browser, installation.address, options);
  await signIn(page, login, password, options.locale ?? 'en');
  await work(page).catch(async (error) => {
    await shoot(page, 'failed');
    throw error;
  });
  expect(faults).toEqual([]);
  await context.close();
}

/** A deal that stands before the meeting, or before the offer. */
async function deal(title: string, step: 'HoldMeeting' | 'SendOffer'): Promise<string> {
  const tomasz = await installation.as('tomasz');
  const { id } = await tomasz.call(createRecord, {
    body: { type: 'deal', title, fields: { amount: 12_400, need: 'Labels', products: 'Labels' } },
  });
  const complete = async (name: string, body: Record<string, unknown>) => {
    await eventually(async () => (await open(id))?.element).toBe(name);
    const task = (await open(id))?.id ?? '';
    await tomasz.call(completeTask, { params: { task }, body: body as never });
  };
  await complete('FirstCall', { outcome: 'done', note: 'Wants labels' });
  await complete('FindNeed', {
    outcome: 'known',
    checklist: ['volumes', 'decides'],
    values: { 'deal.need': 'Labels', 'deal.products': 'Labels', 'deal.amount': 12_400 },
  });
  if (step === 'SendOffer') {
    await eventually(async () => (await open(id))?.element).toBe('HoldMeeting');
    const { id: file } = await tomasz.upload(uploadFile, { name: 'sample.jpg', content: photo }, { record: id, lat: 51.77, lon: 19.45 });
    await complete('HoldMeeting', { outcome: 'held', note: 'Held', checklist: ['sample', 'next'], evidence: { sample: file } });
  }
  await eventually(async () => (await open(id))?.element).toBe(step);
  return id;
}
const open = async (record: string) => (await (await installation.as('tomasz')).call(getRecord, { params: { record } })).tasks[0];
const filesOf = async (record: string) =>
  (await (await installation.as('tomasz')).call(getRecord, { params: { record } })).files.map((file) => file.name).toSorted();
const drawn = (name: string, content: Buffer, mimeType: string) => ({ name, mimeType, buffer: content });

async function checkLooks(page: Page, label: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await shoot(page, `${label.replaceAll(' ', '-')}-${colorScheme}`);
    expect(await axe(page), `${label} ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), label).toBeLessThanOrEqual(0);
}

describe.skipIf(skipped)('proof', () => {
  test('an offer is proved by its file: asked for at its place, chosen, found again after a reload, and the step takes it', async () => {
    const id = await deal('Offer as a file', 'SendOffer');
    const task = (await open(id))?.id ?? '';
    await visit('tomasz', {}, async (page) => {
      await page.goto('/inbox');
      await page.click('[role="listitem"] a:has-text("Offer as a file")');
      await page.waitForSelector('h2:has-text("Offer as a file")');
      await page.click('button[aria-pressed]:has-text("Offer sent")');
      await page.locator('[data-field="deal.validUntil"] input').first().fill('1 Mar 2027');
      await page.keyboard.press('Tab');
      for (const box of await page.locator('[data-field="checklist"] input').all()) await box.check();
      const field = page.locator('[data-field="evidence.offer"]');
      await page.keyboard.press('Control+Enter');
      await field.locator('[role="alert"]').waitFor();
      expect(await field.locator('[role="alert"]').textContent()).toBe('Add the file that proves it.');
      await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('evidence:offer');
      await field.locator('input[type="file"]').setInputFiles(drawn('wrong.pdf', offer, 'application/pdf'));
      await field.locator('text=wrong.pdf').waitFor();
      expect(await field.locator('[role="alert"]').count()).toBe(0);
      await field.getByRole('button', { name: 'Remove wrong.pdf' }).click();
      await field.locator('text=Choose a file').waitFor();
      // Dropped upon it, as from the desk of the computer.
      const dropped = await page.evaluateHandle(
        ([name, text]) => {
          const data = new DataTransfer();
          data.items.add(new File([text ?? ''], name ?? '', { type: 'application/pdf' }));
          return data;
        },
        [offerName, offer.toString()],
      );
      await field.locator('label').dispatchEvent('drop', { dataTransfer: dropped });
      await field.locator(`text=${offerName}`).waitFor();
      await page.waitForSelector('text=All saved');
      await page.reload();
      await field.locator(`text=${offerName}`).waitFor();
      const [download] = await Promise.all([page.waitForEvent('download'), field.getByRole('link', { name: 'Open' }).click()]);
      expect(download.suggestedFilename()).toBe(offerName);
      await checkLooks(page, 'proof file en 1440');
      await page.keyboard.press('Control+Enter');
      await page.waitForSelector('[role="listitem"] a:has-text("Offer as a file")', { state: 'detached' });
    });
    const tomasz = await installation.as('tomasz');
    await eventually(async () => (await tomasz.call(getTask, { params: { task } })).ended?.outcome).toBe('sent');
    await eventually(async () => (await open(id))?.element).toBe('Negotiate');
    expect(await filesOf(id)).toContain(offerName);
    await visit('tomasz', {}, async (page) => {
      await page.goto(`/records/${id}`);
      await page.waitForSelector(`aside a[download]:has-text("${offerName}")`);
    });
  });

  test('a deal that is lost needs no offer, no photo and no checklist', async () => {
    const id = await deal('Lost on the way', 'SendOffer');
    await visit('tomasz', {}, async (page) => {
      await page.goto(`/records/${id}`);
      await page.waitForSelector('[data-field="evidence.offer"]');
      await page.click('button[aria-pressed]:has-text("Lost")');
      await page.waitForSelector('[data-field="evidence.offer"]', { state: 'detached' });
      expect(await page.textContent('[data-field="checklist"]')).not.toMatch(/required/);
      await page.locator('[data-field="deal.lostReason"] input').first().click();
      await page.locator('[role="option"]:visible').first().click();
      await page.keyboard.press('Control+Enter');
      await page.waitForSelector('text=Find out why it was lost');
    });
    await eventually(async () => (await open(id))?.element).toBe('FindOutWhy');
  });

  test('a photo without a place is refused at once and says why; with the place it is taken', async () => {
    const id = await deal('Photo of the sample', 'HoldMeeting');
    const work = async (page: Page) => {
      await page.goto(`/records/${id}`);
      const held = page.locator('button[aria-pressed]:has-text("Meeting held")');
      // The second time the draft of the first is found again.
      if ((await held.getAttribute('aria-pressed')) !== 'true') await held.click();
      const field = page.locator('[data-field="evidence.sample"]');
      await field.waitFor();
      return field;
    };
    await visit('tomasz', { size: phone }, async (page) => {
      const field = await work(page);
      await field.locator('input[type="file"]').setInputFiles(drawn('offer.pdf', offer, 'application/pdf'));
      await eventually(() => field.locator('[role="alert"]').textContent()).toMatch(/The picture cannot be read/);
      await field.locator('input[type="file"]').setInputFiles(drawn('sample.jpg', photo, 'image/jpeg'));
      await eventually(() => field.locator('[role="alert"]').textContent()).toMatch(/^The photo must say where it was taken/);
      await checkLooks(page, 'proof no place en 390');
    });
    expect(await filesOf(id), 'nothing was sent').toEqual([]);
    await visit('tomasz', { size: phone }, async (page) => {
      await page.context().grantPermissions(['geolocation']);
      await page.context().setGeolocation({ latitude: 51.77, longitude: 19.45 });
      const field = await work(page);
      await field.locator('input[type="file"]').setInputFiles(drawn('sample.jpg', photo, 'image/jpeg'));
      await field.locator('text=sample.jpg').waitFor();
      for (const box of await page.locator('[data-field="checklist"] input').all()) await box.check();
      await page.fill('textarea[name="note"]', 'Handed over');
      await page.click('button:has-text("Complete")');
      await page.waitForSelector('[aria-current="step"] >> text=Offer');
    });
    await eventually(async () => (await open(id))?.element).toBe('SendOffer');
    expect(await filesOf(id)).toEqual(['sample.jpg']);
  });

  test.each([
    ['en', 'proof, required', 'Choose a file, drop or paste it here'],
    ['ru', 'подтверждение, обязательно', 'Выберите файл'],
    ['pl', 'dowód, wymagany', 'Wybierz plik'],
  ] as const)('%s: words at both widths, empty and filled, and axe finds nothing', async (locale, proof, choose) => {
    const id = await deal(`Proof ${locale}`, 'SendOffer');
    for (const size of [desktop, phone])
      await visit('tomasz', { locale, size }, async (page) => {
        await page.goto(`/records/${id}`);
        const sent = page.locator('[data-field="outcome"] button').first();
        // On the phone it is chosen already: the draft came along.
        if (size === desktop) await sent.click();
        await eventually(() => sent.getAttribute('aria-pressed')).toBe('true');
        const field = page.locator('[data-field="evidence.offer"]');
        await eventually(() => field.textContent()).toMatch(new RegExp(proof));
        await field.scrollIntoViewIfNeeded();
        if (size === desktop) {
          expect(await field.textContent()).toContain(choose);
          await checkLooks(page, `proof empty ${locale} ${size.width}`);
          await field.locator('input[type="file"]').setInputFiles(drawn(offerName, offer, 'application/pdf'));
        }
        await field.locator(`text=${offerName}`).waitFor();
        const tomasz = await installation.as('tomasz');
        const task = (await open(id))?.id ?? '';
        await eventually(async () => JSON.stringify((await tomasz.call(getTask, { params: { task } })).draft)).toMatch(/Oferta 118/);
        await checkLooks(page, `proof filled ${locale} ${size.width}`);
      });
  });
});

describe.skipIf(skipped)('a field that is a file', () => {
  test('is asked for, keeps its name over a reload and on another computer, and its value is the file', async () => {
    const tomasz = await installation.as('tomasz');
    const { id } = await tomasz.call(createRecord, { body: { type: 'return', title: 'Sent back', fields: {} } });
    await eventually(async () => (await open(id))?.element).toBe('TakeBack');
    const task = (await open(id))?.id ?? '';
    const field = (page: Page) => page.locator('[data-field="protocol"]');
    await visit('tomasz', {}, async (page) => {
      await page.goto(`/records/${id}`);
      await field(page).waitFor();
      await page.keyboard.press('Control+Enter');
      await eventually(() => field(page).locator('[role="alert"]').textContent()).toBe('Fill this in.');
      await field(page)
        .locator('input[type="file"]')
        .setInputFiles(drawn('protocol.pdf', offer, 'application/pdf'));
      await field(page).locator('text=protocol.pdf').waitFor();
      await page.waitForSelector('text=All saved');
      await page.reload();
      await field(page).locator('text=protocol.pdf').waitFor();
      await checkLooks(page, 'file field en 1440');
    });
    await visit('tomasz', { size: phone }, async (page) => {
      await page.goto(`/records/${id}`);
      await field(page).locator('text=protocol.pdf').waitFor();
      await checkLooks(page, 'file field en 390');
      await page.click('button:has-text("Complete")');
      await page.waitForSelector('text=No step is open');
    });
    const done = await tomasz.call(getTask, { params: { task } });
    expect(done.ended?.by?.id).toBe('tomasz');
    expect(await filesOf(id)).toEqual(['protocol.pdf']);
  });
});
