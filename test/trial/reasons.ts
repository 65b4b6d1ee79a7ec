import { getDraft, publishProcess, saveDraftFiles } from '../../api/contract/index.ts';
import type { ApiClient } from '../helpers/api-client.ts';

interface Field {
  key?: string;
  options?: { value: string; label: string }[];
  values?: { value: string; label: string }[];
}

/**
 * The company's own junk reasons (the file's tags) become choices of the lead's field and of the forms that ask for it: changed in the
 * draft and published through the API, as a process owner does it. No code knows them.
 */
export async function publishReasons(owner: ApiClient, reasons: string[]): Promise<void> {
  const params = { process: 'lead' };
  const draft = await owner.call(getDraft, { params });
  const added = reasons.map((reason) => ({ value: reason, label: reason }));
  const files = draft.files.map((file) => {
    if (file.path === 'manifest.json') {
      const manifest = JSON.parse(file.content) as { recordTypes: { id: string; fields: Field[] }[] };
      for (const field of manifest.recordTypes.find((type) => type.id === 'lead')?.fields ?? [])
        if (field.key === 'junkReason') field.options = [...(field.options ?? []), ...added];
      return { ...file, content: JSON.stringify(manifest) };
    }
    if (file.path.endsWith('.form')) {
      const form = JSON.parse(file.content) as { components: Field[] };
      for (const component of form.components)
        if (component.key === 'lead.junkReason') component.values = [...(component.values ?? []), ...added];
      return { ...file, content: JSON.stringify(form) };
    }
    return file;
  });
  const saved = await owner.call(saveDraftFiles, { params, body: { revision: draft.revision, files } });
  await owner.call(publishProcess, { params, body: { revision: saved.revision, note: 'Own junk reasons' } });
}
