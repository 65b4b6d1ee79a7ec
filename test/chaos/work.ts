import { completeTask, createRecord, getRecord, type RecordDetail } from '../../api/contract/index.ts';
import { type ApiClient, ApiError } from '../helpers/api-client.ts';

/** What one lead's rep was told, to be held against the product afterwards. */
export interface Told {
  recordId: string;
  instanceId: string;
  way: 'letter' | 'deal' | 'round';
  /** Completions answered 200: task and result. */
  completed: { task: string; outcome: string }[];
}

/** Calls again with the same key until it is answered; a refusal (4xx) is an answer. */
export async function insist<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** What the reps do with a lead, step by step. */
export const ways = {
  letter: [{ element: 'PreSalesCall', outcome: 'later', values: {}, note: 'In spring' }],
  deal: [
    { element: 'PreSalesCall', outcome: 'interested', values: { 'lead.need': 'Labels' }, note: 'Wants labels' },
    {
      element: 'Qualify',
      outcome: 'qualified',
      values: { 'lead.budget': 'agreed', 'lead.decisionMaker': 'self', 'lead.buyWhen': 'month' },
      note: undefined,
    },
    { element: 'Accept', outcome: 'accepted', values: {}, note: undefined },
  ],
} as const;

export interface Clients {
  rep: ApiClient;
  seller: ApiClient;
  supervisor: ApiClient;
  byUser: Map<string, ApiClient>;
}

/** Whoever holds the task; what is offered to others than the telemarketers (nobody of sales is on shift at night) a seller does. */
export function workerOf(clients: Clients, task: RecordDetail['tasks'][number]): ApiClient {
  const own = clients.byUser.get(task.assignee?.id ?? '');
  return own ?? (task.groups.includes('sales') ? clients.seller : clients.rep);
}

/** One lead's way through the hands of reps who do not give up. */
export async function workLead(clients: Clients, number: number, run: string): Promise<Told> {
  const way = number % 2 ? ('deal' as const) : ('letter' as const);
  const key = `${run}-${number}`;
  const told = await openLead(clients, number, run);
  for (const [index, step] of ways[way].entries()) {
    const task = await waitForTask(clients.supervisor, told.recordId, step.element);
    const client = workerOf(clients, task);
    await insist(() =>
      client.call(completeTask, {
        params: { task: task.id },
        body: { outcome: step.outcome, values: step.values, note: step.note, checklist: [] },
        idempotencyKey: `${key}-${index}`,
      }),
    );
    told.completed.push({ task: task.id, outcome: step.outcome });
  }
  return told;
}

/** Odd ones become deals, the others get a letter. */
export async function openLead(clients: Clients, number: number, run: string): Promise<Told> {
  const key = `${run}-${number}`;
  const fields = {
    name: `Lead ${number}`,
    phone: `+4860${String(1_000_000 + number).padStart(7, '0')}`,
    email: `lead${number}@firma${number}.example`,
    company: `Firma ${number}`,
    language: 'pl',
    country: 'PL',
  };
  const made = await insist(() =>
    clients.rep.call(createRecord, { body: { type: 'lead', title: `Firma ${number}`, fields }, idempotencyKey: `${key}-new` }),
  );
  return { recordId: made.id, instanceId: made.instanceId, way: number % 2 ? 'deal' : 'letter', completed: [] };
}

async function waitForTask(client: ApiClient, recordId: string, element: string): Promise<RecordDetail['tasks'][number]> {
  for (const from = Date.now(); ; ) {
    if (Date.now() - from > 600_000) throw new Error(`${element} of ${recordId} did not come within ten minutes`);
    const record = await insist(() => client.call(getRecord, { params: { record: recordId } }));
    const task = record.tasks.find((entry) => entry.element === element);
    if (task) return task;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
