import {
  cancelInstance,
  caughtMails,
  instanceState,
  listIncidents,
  listInstances,
  listUndelivered,
  modifyInstance,
  restartInstance,
  resumeInstance,
  retryIncident,
  setInstanceVariables,
  suspendInstance,
  undoStep,
} from '../../api/contract/index.ts';
import type { InstanceState } from '../../engine/contract/index.ts';
import { filterOptions, namedFilter, oneStart } from './batch-arguments.ts';
import { type Action, answer, type Call } from './frame.ts';
import { elementIds, elementOfCase, elementsOf, numbersInCase, stepText } from './names.ts';
import { BadCall, type Flags, listOf, numberOf, textOf, variablesOf } from './options.ts';
import { printTable } from './print.ts';
import { outcomeOf, outcomeText } from './retry-outcome.ts';
import { stateText } from './state-text.ts';

const oneCase = ['Name one case by its id.'];

/** On one case, or lists of them. */
export const caseActions: { [name: string]: Action } = {
  incidents: {
    takes: ['limit'],
    async run(call) {
      const page = await call.client.call(listIncidents, { query: { limit: numberOf(call.flags, 'limit') ?? 50 } });
      return answer(call, page, () => {
        printTable(
          call.streams,
          ['INCIDENT', 'SINCE', 'CODE', 'PROCESS', 'ELEMENT', 'RECORD', 'MESSAGE'],
          page.items.map((row) => [
            ...[row.id, row.at, row.code, row.process, row.element && stepText({ id: row.element, name: row.elementName })],
            ...[row.record?.title, row.message],
          ]),
        );
        call.streams.out(`${page.items.length} of ${page.total}\n`);
      });
    },
  },
  mails: {
    takes: ['limit'],
    async run(call) {
      const page = await call.client.call(listUndelivered, { query: { limit: numberOf(call.flags, 'limit') ?? 50 } });
      return answer(call, page, () =>
        printTable(
          call.streams,
          ['MAIL', 'TO', 'WRITTEN', 'OUTCOME', 'SINCE'],
          page.items.map((row) => [row.id, row.to.name, row.created, row.outcome, row.at]),
        ),
      );
    },
  },
  'caught-mails': {
    takes: ['limit'],
    async run(call) {
      const page = await call.client.call(caughtMails, { query: { limit: numberOf(call.flags, 'limit') ?? 20 } });
      return answer(call, page, () => {
        for (const { at, from, to, subject, text } of page.items)
          call.streams.out(`${at}  ${from} > ${to.join(', ')}\n${subject}\n\n${text.trim().replaceAll(/^/gm, '  ')}\n\n`);
        call.streams.out(`${page.items.length} of ${page.total}\n`);
      });
    },
  },
  cases: {
    takes: [...filterOptions.filter((each) => each !== 'id'), 'limit'],
    async run(call) {
      const { ids: _, suspended, ...filter } = await namedFilter(call);
      const query = { ...filter, ...(suspended ? { suspended: 'true' as const } : {}), limit: numberOf(call.flags, 'limit') ?? 50 };
      const page = await call.client.call(listInstances, { query });
      const cells = (row: (typeof page.items)[number]) => [
        ...[row.id, row.status, `${row.processName} v${row.version}`, row.steps.map(stepText).join(', '), row.stage, row.suspendedAt],
        ...[row.incidents || null, row.record?.title],
      ];
      return answer(call, page, () => {
        const headings = ['CASE', 'STATUS', 'PROCESS', 'AT', 'STAGE', 'SUSPENDED', 'INCIDENTS', 'RECORD'];
        if (page.items.length > 0) printTable(call.streams, headings, page.items.map(cells));
        call.streams.out(`${page.items.length} of ${page.total}\n`);
      });
    },
  },
  state: {
    words: oneCase,
    takes: ['fact'],
    async run(call) {
      const query = { fact: numberOf(call.flags, 'fact') };
      const shown = await call.client.call(instanceState, { params: caseOf(call), query });
      const { package: key, version } = shown.instance;
      const elements = call.flags.json === true ? [] : await elementsOf(call, key, version);
      const names = new Map(elements.map(({ id, name }) => [id, name]));
      return answer(call, shown, () => call.streams.out(stateText({ ...shown, state: shown.state as unknown as InstanceState }, names)));
    },
  },
  retry: {
    words: ['Which incident? Its id stands in `ops incidents`.'],
    takes: ['var'],
    async run(call) {
      const [incident = ''] = call.words;
      const told = await call.client.call(retryIncident, { params: { incident }, body: { variables: variablesOf(call.flags) } });
      const came = await outcomeOf(call, incident);
      answer(call, { ...told, outcome: came.outcome, ...came.told }, () => call.streams.out(outcomeText(came)));
      return came.outcome === 'failedAgain' ? 1 : 0;
    },
  },
  suspend: {
    words: oneCase,
    takes: ['reason'],
    async run(call) {
      const body = { reason: textOf(call.flags, 'reason') };
      return said(call, await call.client.call(suspendInstance, { params: caseOf(call), body }), 'suspended');
    },
  },
  resume: {
    words: oneCase,
    takes: ['reason'],
    async run(call) {
      const body = { reason: textOf(call.flags, 'reason') };
      return said(call, await call.client.call(resumeInstance, { params: caseOf(call), body }), 'resumed');
    },
  },
  move: {
    words: oneCase,
    takes: ['reason', 'cancel', 'start', 'scope', 'var'],
    async run(call) {
      const { flags } = call;
      const [variables, scope] = [variablesOf(flags), numberOf(flags, 'scope')];
      const [reason, params] = [reasonOf(flags), caseOf(call)];
      const elements = await elementOfCase(call, params.instance, listOf(flags, 'start'));
      const start = elements.map((element) => ({ element, scope, variables }));
      const cancel = await numbersInCase(call, params.instance, listOf(flags, 'cancel'));
      return said(call, await call.client.call(modifyInstance, { params, body: { reason, cancel, start } }));
    },
  },
  set: {
    words: oneCase,
    takes: ['reason', 'var', 'scope'],
    async run(call) {
      const { flags } = call;
      const variables = variablesOf(flags);
      if (!variables) throw new BadCall('Which variables? --var name=value');
      const body = { reason: reasonOf(flags), variables, scope: numberOf(flags, 'scope') };
      return said(call, await call.client.call(setInstanceVariables, { params: caseOf(call), body }));
    },
  },
  cancel: {
    words: oneCase,
    takes: ['reason', 'outcome'],
    async run(call) {
      const body = { reason: reasonOf(call.flags), outcome: textOf(call.flags, 'outcome') };
      return said(call, await call.client.call(cancelInstance, { params: caseOf(call), body }));
    },
  },
  restart: {
    words: oneCase,
    takes: ['start', 'version', 'var', 'force'],
    async run(call) {
      const { flags } = call;
      const force = flags.force === true || undefined;
      const [version, variables] = [numberOf(flags, 'version'), variablesOf(flags)];
      const element = await restartElement(call, oneStart(flags), version);
      const body = { element, version, variables, force };
      const restarted = await call.client.call(restartInstance, { params: caseOf(call), body });
      return answer(call, restarted, () => call.streams.out(`${restarted.instanceId}\n`));
    },
  },
  undo: {
    words: oneCase,
    takes: ['step'],
    run: async (call) =>
      said(call, await call.client.call(undoStep, { params: caseOf(call), body: { step: numberOf(call.flags, 'step') } })),
  },
};

/** Of the version it is restarted at, which need not be the one it had. */
async function restartElement(call: Call, given: string | undefined, version: number | undefined): Promise<string | undefined> {
  if (given === undefined) return undefined;
  const { instance } = await call.client.call(instanceState, { params: caseOf(call) });
  return (await elementIds(call, [given], instance.package, version))[0];
}

function said(call: Call, told: { lastFact: number; status: string }, become?: string): number {
  return answer(call, told, () => call.streams.out(`${become ?? `done: ${told.status}`}, fact ${told.lastFact}\n`));
}

function caseOf({ words: [instance = ''] }: Call): { instance: string } {
  return { instance };
}

function reasonOf(flags: Flags): string {
  const reason = textOf(flags, 'reason')?.trim();
  if (!reason) throw new BadCall('Say why: --reason "…"');
  return reason;
}
