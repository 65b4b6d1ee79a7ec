import { pino } from 'pino';
import { createInlineWorker } from '../../activities/inline-worker.ts';
import { hashPassword } from '../../api/access/sign-in.ts';
import { type Background, startBackground } from '../../api/background.ts';
import { type Api, openApi } from '../../api/testing/api-fixture.ts';
import { publishShipped } from '../../api/testing/shipped.ts';
import { seedStaff } from '../../crm/demo/index.ts';

export interface NewField {
  key: string;
  label: string;
  type: 'text' | 'date' | 'number';
}

const people = [
  { id: 'ada', name: 'Ada', roles: ['administrator'], teams: [] },
  { id: 'olga', name: 'Olga', roles: ['process-owner'], teams: [] },
];

/** The real server with the shipped packages and its background, and what a process owner and a clerk do at it. */
export async function openApiWithLead() {
  let background: Background | undefined;
  const api: Api = await openApi({ users: people, deps: { wakeBackground: () => background?.wake() } });
  await publishShipped(api.packageStore, api.clock.at);
  await seedStaff({ db: api.database.db, now: api.clock.now, hashPassword });
  background = startBackground(
    { db: api.database.db, pool: api.database.pool, door: api.door, now: api.clock.now, defaultCountry: 'PL' },
    pino({ level: 'silent' }),
  );

  /** Fields of the company's own, by draft and publish alone. Gives the version. */
  async function addFields(fields: NewField[]): Promise<number> {
    const path = '/api/processes/lead/draft';
    const draft = (await api.call('olga', 'GET', path)).body;
    const files = (draft.files as { path: string; content: string }[]).map((file) => ({ ...file, content: withFields(file, fields) }));
    const saved = await api.call('olga', 'PUT', path, { revision: draft.revision, files });
    const published = await api.call('olga', 'POST', '/api/processes/lead/publish', { revision: saved.body.revision });
    if (published.status !== 200) throw new Error(JSON.stringify(published.body));
    return published.body.version;
  }

  async function upload(content: Uint8Array | string, name = 'leads.csv') {
    const form = new FormData();
    form.append('file', new Blob([content as Uint8Array<ArrayBuffer>]), name);
    const answer = await api.call('ada', 'POST', '/api/imports', undefined, { raw: form });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  }

  /** Imports with this mapping (field by column) and gives the finished import with its rows. */
  async function run(uploaded: { id: string; settings: object }, fields: (string | null)[], more: object = {}) {
    const path = `/api/imports/${uploaded.id}`;
    const mapping = fields.map((field, column) => ({ column, field }));
    const changed = await api.call('ada', 'PUT', `${path}/settings`, { ...uploaded.settings, ...more, mapping });
    if (changed.status !== 200) throw new Error(JSON.stringify(changed.body));
    const started = await api.call('ada', 'POST', `${path}/start`);
    if (started.status !== 200) throw new Error(JSON.stringify(started.body));
    for (let view = changed.body; ; view = (await api.call('ada', 'GET', path)).body) {
      if (view.status === 'failed') throw new Error(view.error);
      if (view.status === 'done') return { view, rows: (await api.call('ada', 'GET', `${path}/rows?limit=200`)).body.items };
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** A record's title and the values of its fields, as the API gives them. */
  async function read(recordId: string): Promise<{ title: string; values: { [key: string]: unknown } }> {
    const { body } = await api.call('ada', 'GET', `/api/records/${recordId}`);
    return {
      title: body.title,
      values: Object.fromEntries(body.fields.map((field: { key: string; value: unknown }) => [field.key, field.value])),
    };
  }

  const nowhere = { outcome: 'failed', code: 'unreachable', message: 'tests have no network' } as const;
  const carryJobs = createInlineWorker({
    db: api.database.db,
    door: api.door,
    mailer: { send: async () => ({ accepted: true }) },
    http: { send: async () => nowhere },
    now: api.clock.now,
    log: { info: () => undefined, warn: () => undefined },
    settings: {
      defaultCountry: 'PL',
      mailFrom: 'Perennial <crm@firma.example>',
      publicUrl: 'http://127.0.0.1',
      secret: () => undefined,
      allowedPrivateHosts: [],
    },
  });

  return {
    ...{ api, addFields, upload, run, read, carryJobs },
    async close() {
      await background?.close();
      await api.close();
    },
  };
}

/** The manifest gets the fields, the form of the first call asks for them. */
function withFields(file: { path: string; content: string }, fields: NewField[]): string {
  if (file.path === 'manifest.json') {
    const manifest = JSON.parse(file.content) as { recordTypes: { id: string; fields: object[] }[] };
    manifest.recordTypes.find((type) => type.id === 'lead')?.fields.push(...fields);
    return JSON.stringify(manifest);
  }
  if (!file.path.endsWith('pre-sales-call.form')) return file.content;
  const form = JSON.parse(file.content) as { components: object[] };
  for (const { key, label, type } of fields)
    form.components.push({
      id: `Field_${key}`,
      key: `lead.${key}`,
      label,
      type: type === 'date' ? 'textfield' : type === 'number' ? 'number' : 'textfield',
      properties: { type },
    });
  return JSON.stringify(form);
}
