import { cut } from '../../../engine/text/cut.ts';
import type { JobType } from '../../job-type.ts';
import { definition } from './definition.ts';
import { webhookHeaders } from './sign.ts';

/** Answers after which a repetition may help. */
const passing = new Set([408, 425, 429, 500, 502, 503, 504]);
const timeoutMs = 30_000;

export const job: JobType<typeof definition.input, typeof definition.output> = {
  definition,
  async run(ctx, input) {
    for (const name of [input.secret, input.token]) {
      if (name && ctx.settings.secret(name) === undefined)
        return { error: { code: 'secretUnknown', message: `There is no secret "${name}"` }, retry: false };
    }
    const hasBody = input.method !== 'GET' && input.method !== 'DELETE';
    const body = hasBody ? JSON.stringify(input.body ?? {}) : '';
    const token = input.token ? ctx.settings.secret(input.token) : undefined;
    const response = await ctx.http.send(
      {
        url: input.url,
        method: input.method,
        headers: {
          ...webhookHeaders(ctx.jobKey, ctx.now(), body, input.secret ? ctx.settings.secret(input.secret) : undefined),
          'user-agent': 'Perennial',
          accept: 'application/json',
          ...(hasBody ? { 'content-type': 'application/json' } : {}),
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        ...(hasBody ? { body } : {}),
        maxBytes: input.maxBytes,
        timeoutMs,
        allowedPrivateHosts: ctx.settings.allowedPrivateHosts,
      },
      ctx.signal,
    );
    if (response.outcome === 'refused')
      return { error: { code: response.code, message: response.message }, retry: response.code === 'resultTooLarge' };
    if (response.outcome === 'failed') return { error: { code: response.code, message: response.message }, retry: true };
    if (response.status < 200 || response.status > 299) {
      const message = `${input.url} answered ${response.status}: ${cut(response.body, 300)}`;
      return { error: { code: 'httpStatus', message, variables: { status: response.status } }, retry: passing.has(response.status) };
    }
    return { output: { status: response.status, body: readBody(response.body) } };
  },
};

function readBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
