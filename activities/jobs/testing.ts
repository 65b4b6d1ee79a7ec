import type { HttpResponse, JobContext, Mail } from '../job-type.ts';

/** A job's world for tests of jobs that need no database: what goes out is kept. */
export function testContext(
  over: Partial<JobContext> = {},
): JobContext & { mails: Mail[]; calls: { url: string; headers: { [name: string]: string }; body?: string }[] } {
  const mails: Mail[] = [];
  const calls: { url: string; headers: { [name: string]: string }; body?: string }[] = [];
  const answer: HttpResponse = { outcome: 'answered', status: 200, headers: {}, body: '{"ok":true}' };
  return {
    jobKey: 'lead-1:12',
    attempt: 1,
    instanceId: 'lead-1',
    element: 'Step',
    records: [{ alias: 'lead', type: 'lead', id: '6a0a6b3e-2f0b-4c0e-9d0a-111111111111', relation: 'owns' }],
    db: undefined as never,
    door: undefined as never,
    mailer: {
      send: async (mail) => {
        mails.push(mail);
        return { accepted: true };
      },
    },
    http: {
      send: async (request) => {
        calls.push(request);
        return answer;
      },
    },
    now: () => Date.UTC(2026, 10, 25, 10),
    signal: new AbortController().signal,
    log: { info: () => undefined, warn: () => undefined },
    settings: {
      defaultCountry: 'PL',
      mailFrom: 'Perennial <crm@firma.example>',
      publicUrl: 'https://crm.firma.example',
      secret: (name) => (name === 'partner' ? 'whsec' : undefined),
      allowedPrivateHosts: [],
    },
    mails,
    calls,
    ...over,
  };
}
