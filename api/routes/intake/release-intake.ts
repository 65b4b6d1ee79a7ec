import { releaseIntake as release } from '../../../crm/channels/web-form/index.ts';
import { releaseIntake as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { channelDeps, intakeAnswer } from '../../views/channel-deps.ts';

export const releaseIntake = endpoint(route, async ({ params, reader, deps }) =>
  intakeAnswer(await release(channelDeps(deps), params.intake, reader.id)),
);
