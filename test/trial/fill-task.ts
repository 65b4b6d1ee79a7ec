import { completeTask, getTask, type TaskDetail, uploadFile } from '../../api/contract/index.ts';
import { type ApiClient, ApiError } from '../helpers/api-client.ts';
import { samplePdf, samplePhoto } from './samples.ts';

/** What the replay knows of the case; everything else the form asks for is generated. */
export interface Known {
  outcome: string;
  values?: Record<string, unknown>;
  recordId: string;
  now: number;
}

type Field = TaskDetail['form'][number];

/** Completes a task as a diligent person would: every required field, checklist item and proof; no guard is passed by. */
export async function workTask(client: ApiClient, taskId: string, known: Known): Promise<{ next: { id: string }[] }> {
  const task = await client.call(getTask, { params: { task: taskId } });
  const outcome = task.outcomes.find((entry) => entry.value === known.outcome);
  if (!outcome)
    throw new Error(
      `${task.name} (${taskId}) has no result ${known.outcome}; it has ${task.outcomes.map((entry) => entry.value).join(', ')}`,
    );
  const wanted = new Set([...outcome.requires, ...task.requiredFields.map((entry) => entry.field)]);
  const fields = task.form.filter((field) => field.outcomes === null || field.outcomes.includes(known.outcome));
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    const given = known.values?.[field.key];
    if (given !== undefined) values[field.key] = given;
    else if ((field.required || wanted.has(field.key)) && isEmpty(task.values[field.key])) values[field.key] = generate(field, known.now);
  }
  const evidence: Record<string, string> = {};
  for (const proof of task.evidence.filter((entry) => entry.required)) {
    const photo = proof.kind === 'photo';
    const file = photo
      ? { name: 'sample.jpg', content: await samplePhoto(), type: 'image/jpeg' }
      : { name: `${proof.id}.pdf`, content: samplePdf(proof.text), type: 'application/pdf' };
    evidence[proof.id] = (
      await client.upload(uploadFile, file, { record: known.recordId, ...(photo ? { lat: 52.2297, lon: 21.0122 } : {}) })
    ).id;
  }
  const complete = () =>
    client.call(completeTask, {
      params: { task: taskId },
      body: {
        outcome: known.outcome,
        values,
        note: outcome.note ? 'As the file says' : undefined,
        checklist: task.checklist.map((item) => item.id),
        evidence,
      },
    });
  try {
    return await complete();
  } catch (error) {
    // A stage ahead asks for more: the refusal names the fields, a person fills them in.
    const asked =
      error instanceof ApiError && error.problem.code === 'guard' ? (error.problem.fields ?? []).map((field) => field.path) : [];
    const more = fields.filter((field) => asked.includes(field.key) && !(field.key in values));
    if (more.length === 0) throw error;
    for (const field of more) values[field.key] = generate(field, known.now);
    return complete();
  }
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

const day = 86_400_000;

/** A plausible value of the field's type, within its own limits. */
export function generate(field: Field, now: number): unknown {
  switch (field.type) {
    case 'number':
    case 'money':
      return Math.min(field.max ?? 12_400, Math.max(field.min ?? 0, field.max !== null && field.max < 12_400 ? field.max : 12_400));
    case 'boolean':
      return true;
    case 'date':
      return new Date(now + 7 * day).toISOString().slice(0, 10);
    case 'dateTime':
      return new Date(now + 7 * day).toISOString();
    case 'callBack':
      return new Date(now + 2 * day).toISOString();
    case 'select':
      return field.options?.[0]?.value ?? 'other';
    case 'multiSelect':
      return field.options?.[0] ? [field.options[0].value] : [];
    case 'phone':
      return '+48601000112';
    case 'email':
      return 'trial@firma.example';
    default:
      return `Trial: ${field.label}`.slice(0, field.max ?? 200);
  }
}
