import { rerunIntake as rerun } from '../../../crm/channels/web-form/index.ts';
import { rerunIntake as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { channelDeps, intakeAnswer } from '../../views/channel-deps.ts';

export const rerunIntake = endpoint(route, async ({ params, reader, deps }) =>
  intakeAnswer(await rerun(channelDeps(deps), params.intake, reader.id)),
);
