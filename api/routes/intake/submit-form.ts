import { submitForm as submit } from '../../../crm/channels/web-form/index.ts';
import type { Variables } from '../../../engine/contract/index.ts';
import { clientAddress } from '../../access/client-address.ts';
import { submitForm as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound, Refusal, refuse } from '../../http/refusal.ts';
import { channelDeps } from '../../views/channel-deps.ts';

export const submitForm = endpoint(route, async ({ params, body, req, deps }) => {
  const result = await submit(channelDeps(deps), {
    channel: params.channel,
    payload: body as Variables,
    address: clientAddress(req, deps.settings.trustedProxies) || null,
  });
  switch (result.outcome) {
    case 'taken':
      return { reference: result.reference };
    case 'unknownChannel':
      return notFound('channel');
    case 'quota':
      return new Refusal(
        429,
        {
          code: 'quota',
          message: `Too many at once. Try again in ${result.retryAfterSeconds} seconds.`,
          params: { seconds: result.retryAfterSeconds },
        },
        { 'Retry-After': String(result.retryAfterSeconds) },
      );
    case 'tooLarge':
      return refuse(413, 'tooLarge', result.message);
  }
});
