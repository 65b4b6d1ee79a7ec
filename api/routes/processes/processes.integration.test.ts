import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leadPackage } from '../../../runtime/testing/packages.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi({
    users: [
      { id: 'olga', name: 'Olga', roles: ['process-owner'], teams: [] },
      { id: 'piotr', name: 'Piotr', roles: ['process-owner'], teams: [], locale: 'pl' },
      { id: 'anna', name: 'Anna', roles: ['rep'], teams: ['pre-sales', 'sales'] },
    ],
  });
});
afterAll(() => api?.close());

interface File {
  path: string;
  content: string;
}
const draftPath = '/api/processes/test-lead/draft';
const findingsOf = (answer: { body: { params?: { [name: string]: unknown } } }) =>
  (answer.body.params?.findings ?? []) as { rule: string; severity: string }[];
const change = (files: File[], from: string, to: string) => files.map((file) => ({ ...file, content: file.content.replace(from, to) }));

describe('a process draft', () => {
  it('P03: the second save is refused, naming who saved when, with both versions; nothing is lost', async () => {
    const [mine, theirs] = [await api.call('olga', 'GET', draftPath), await api.call('piotr', 'GET', draftPath)];
    expect(mine.body).toMatchObject({ revision: 0, basedOn: 1, savedBy: null });
    const withTask = change(mine.body.files, 'name="Call"', 'name="Check tax id"');
    const saved = await api.call('olga', 'PUT', draftPath, { revision: 0, files: withTask });
    expect(saved.body).toMatchObject({ revision: 1, savedBy: { id: 'olga', name: 'Olga' } });
    const renamed = change(theirs.body.files, 'id="start" ', 'id="start" name="Lead" ');
    const conflict = await api.call('piotr', 'PUT', draftPath, { revision: theirs.body.revision, files: renamed });
    expect(conflict.status).toBe(409);
    expect(conflict.body).toMatchObject({
      code: 'draftConflict',
      params: { revision: 1, savedBy: { name: 'Olga' }, savedAt: saved.body.savedAt, stored: withTask },
    });
    expect(conflict.body.message).toContain('Olga');
    const now = await api.call('piotr', 'GET', draftPath);
    expect(now.body.files).toEqual(withTask);
    const merged = change(now.body.files, 'id="start" ', 'id="start" name="Lead" ');
    expect((await api.call('piotr', 'PUT', draftPath, { revision: 1, files: merged })).body.revision).toBe(2);
  });

  it('is published for new cases; those in flight finish on theirs', async () => {
    const old = await api.startLead();
    const draft = (await api.call('olga', 'GET', draftPath)).body;
    expect((await api.call('olga', 'POST', '/api/processes/test-lead/publish', { revision: draft.revision - 1 })).body.code).toBe(
      'draftConflict',
    );
    const published = await api.call('olga', 'POST', '/api/processes/test-lead/publish', {
      revision: draft.revision,
      note: 'tax id first',
    });
    expect([published.status, published.body.version]).toEqual([200, 2]);
    const fresh = await api.startLead();
    const nameOf = async (taskId: string) => (await api.call('anna', 'GET', `/api/tasks/${encodeURIComponent(taskId)}`)).body.name;
    expect([await nameOf(old.taskId), await nameOf(fresh.taskId)]).toEqual(['Call', 'Check tax id']);
    const process = await api.call('olga', 'GET', '/api/processes/test-lead');
    expect(process.body.versions).toMatchObject([
      { version: 2, openCases: 1, note: 'tax id first', publishedBy: { name: 'Olga' } },
      { version: 1, openCases: 1 },
    ]);
    expect(process.body.casesAt).toContainEqual({ element: 'call', open: 2 });
    expect((await api.call('olga', 'GET', draftPath)).body).toMatchObject({ revision: 0, basedOn: 2 });
    expect((await api.call('olga', 'GET', '/api/processes/test-lead/versions/1')).body.files).toHaveLength(2);
    expect(
      (await api.call('olga', 'GET', '/api/processes')).body.items.find((each: { key: string }) => each.key === 'test-lead'),
    ).toMatchObject({ version: 2, draftRevision: null, openCases: 2 });
  });

  it('that cannot run is refused at publish with its findings, and stays a draft', async () => {
    const files = (await api.call('olga', 'GET', draftPath)).body.files as File[];
    const broken = change(files, 'targetRef="call"', 'targetRef="nowhere"');
    const { revision } = (await api.call('olga', 'PUT', draftPath, { revision: 0, files: broken })).body;
    const refused = await api.call('olga', 'POST', '/api/processes/test-lead/publish', { revision });
    expect([refused.status, refused.body.code]).toEqual([422, 'refused']);
    expect(findingsOf(refused).some((each) => each.severity === 'error')).toBe(true);
    expect((await api.call('olga', 'GET', draftPath)).body.revision).toBe(revision);
    const checked = await api.call('olga', 'POST', '/api/processes/test-lead/check', { files: broken });
    expect(checked.body.findings).toEqual(refused.body.params?.findings);
    expect((await api.call('olga', 'DELETE', draftPath)).status).toBe(200);
  });

  it('hostile files are kept out with code and place', async () => {
    const manifest = leadPackage.files[0] as File;
    const save = (content: string, path = 'test-lead.bpmn') =>
      api.call('olga', 'PUT', draftPath, { revision: 0, files: [manifest, { path, content }] });
    const xml = leadPackage.files[1]?.content ?? '';
    const doctype = await save(xml.replace('?>', '?><!DOCTYPE lolz [<!ENTITY a "b">]>'));
    expect([doctype.status, doctype.body.code, findingsOf(doctype)[0]?.rule]).toEqual([422, 'refused', 'xml/doctype']);
    const nested = `${xml.slice(0, xml.indexOf('<bpmn:startEvent'))}${'<bpmn:subProcess>'.repeat(20_000)}${'</bpmn:subProcess>'.repeat(20_000)}</bpmn:process></bpmn:definitions>`;
    expect((await save(nested)).body).toMatchObject({ code: 'refused', params: { findings: [{ rule: 'xml/too-deep' }] } });
    expect((await save('<bpmn:definitions')).status).toBe(422);
    for (const path of ['../../etc/passwd.bpmn', '/x.bpmn', 'a/../b.bpmn', 'x.exe'])
      expect((await save(xml, path)).body.code).toBe('badPath');
    const huge = await api.call('olga', 'PUT', draftPath, {
      revision: 0,
      files: [manifest, { path: 'x.bpmn', content: ' '.repeat(50_000_000) }],
    });
    expect([huge.status, huge.body.params]).toEqual([413, { limit: 12_000_000 }]);
    const proto = await api.call('olga', 'POST', '/api/processes/test-lead/check', {
      files: [manifest, { path: 'test-lead.bpmn', content: xml.replaceAll('"call"', '"__proto__"') }],
    });
    expect(proto.status).toBe(200);
    expect((await api.call('olga', 'GET', draftPath)).body.revision).toBe(0);
  });

  it('begins from an empty package, under a key of its own', async () => {
    const made = await api.call('olga', 'POST', '/api/processes', { key: 'club-card', name: 'Club <card>' });
    expect(made.body).toEqual({ key: 'club-card', revision: 1 });
    expect((await api.call('piotr', 'POST', '/api/processes', { key: 'club-card', name: 'Again' })).body.code).toBe('keyTaken');
    const published = await api.call('olga', 'POST', '/api/processes/club-card/publish', { revision: 1 });
    expect([published.status, published.body.version]).toEqual([200, 1]);
  });
});
