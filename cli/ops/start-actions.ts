import { listElements, publishMessage, startInstance, throwSignal } from '../../api/contract/index.ts';
import { type Action, answer, type Call } from './frame.ts';
import { processKey } from './names.ts';
import { BadCall, type Flags, listOf, numberOf, objectOf, textOf, variablesOf } from './options.ts';
import { printTable } from './print.ts';

const oneProcess = ['Which process? Its key or name.'];

/** What begins cases, and what is sent to them from outside. */
export const startActions: { [name: string]: Action } = {
  start: {
    words: oneProcess,
    takes: ['version', 'variables', 'var', 'id'],
    async run(call) {
      const { flags, client } = call;
      const process = await processKey(call, call.words[0] ?? '');
      const body = { process, version: numberOf(flags, 'version'), variables: { ...objectOf(flags, 'variables'), ...variablesOf(flags) } };
      const begun = await client.call(startInstance, { body, key: ownId(flags) });
      return answer(call, begun, () => {
        call.streams.out(`${begun.instanceId}\n`);
        const steps = begun.next.map(
          (task) => `${task.name} (${task.element}), for ${task.assignee?.name ?? (task.groups.join(', ') || 'anybody')}`,
        );
        const goesOn = steps.length > 0 ? `; open: ${steps.join('; ')}` : '';
        call.streams.out(`${process} v${begun.version}: ${begun.status}${goesOn}\n`);
      });
    },
  },
  elements: {
    words: oneProcess,
    takes: ['at-version'],
    async run(call) {
      const process = await processKey(call, call.words[0] ?? '');
      const list = await call.client.call(listElements, { params: { process }, query: { version: numberOf(call.flags, 'at-version') } });
      return answer(call, list, () => {
        const cells = list.items.map((each) => [each.name, each.id, each.kind, each.scope, each.versions.join(', '), each.open || null]);
        printTable(call.streams, ['NAME', 'ELEMENT', 'KIND', 'IN', 'VERSIONS', 'OPEN CASES'], cells);
        call.streams.out(`${list.name} (${list.key}): ${list.items.length} elements\n`);
      });
    },
  },
  signal: {
    words: ['Which signal? Its name.'],
    takes: ['payload', 'var', 'id'],
    async run(call) {
      const [name = ''] = call.words;
      const told = await call.client.call(throwSignal, { body: { id: ownId(call.flags), name, payload: payloadOf(call) } });
      return answer(call, told, () => {
        const said = told.outcome === 'repeated' ? 'thrown before under this id, and not again' : `thrown: ${cases(told.receivers ?? 0)}`;
        call.streams.out(`${said}\n`);
      });
    },
  },
  message: {
    words: ['Which message? Its name.'],
    takes: ['key', 'payload', 'var', 'time-to-live', 'all', 'id'],
    async run(call) {
      const { flags, streams } = call;
      const [name = ''] = call.words;
      const given = { id: ownId(flags), key: textOf(flags, 'key'), timeToLive: textOf(flags, 'time-to-live') };
      const body = { ...given, name, payload: payloadOf(call), receivers: flags.all === true ? ('all' as const) : ('one' as const) };
      const told = await call.client.call(publishMessage, { body });
      return answer(call, told, () => {
        if (told.outcome === 'delivering')
          streams.out(told.receivers === undefined ? `delivered to ${told.instanceId}\n` : `delivered: ${cases(told.receivers)}\n`);
        else if (told.outcome === 'held') streams.out(`nobody waits for it yet: kept until ${told.until}\n`);
        else
          streams.out(
            told.outcome === 'repeated' ? 'sent before under this id, and not again\n' : 'nobody waits for it, and it is not kept\n',
          );
      });
    },
  },
};

function payloadOf({ flags }: Call): { [name: string]: unknown } {
  return { ...objectOf(flags, 'payload'), ...variablesOf(flags) };
}

function cases(count: number): string {
  return count === 0 ? 'nobody waits for it' : count === 1 ? '1 case gets it' : `${count} cases get it`;
}

/** The same again under the same id is done once. */
function ownId(flags: Flags): string | undefined {
  const [id, ...more] = listOf(flags, 'id');
  if (more.length > 0) throw new BadCall('Give --id once.');
  return id;
}
