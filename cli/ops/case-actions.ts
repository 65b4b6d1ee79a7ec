import {
  cancelInstance,
  instanceState,
  listIncidents,
  listInstances,
  modifyInstance,
  restartInstance,
  resumeInstance,
  retryIncident,
  setInstanceVariables,
  suspendInstance,
  undoStep,
} from '../../api/contract/index.ts';
import type { Streams } from '../commands/command.ts';
import { type Flags, listOf, numberOf, readFilter, readVariables, textOf } from './arguments.ts';
import type { OperatorClient } from './client.ts';
import { printJson, printTable } from './print.ts';

/** A wrong call: said with the usage. */
export class BadCall extends Error {}

export interface OpsCall {
  client: OperatorClient;
  positionals: string[];
  flags: Flags;
  streams: Streams;
}

export type Action = (call: OpsCall) => Promise<void>;

/** On one case, or lists of them. */
export const caseActions: { [name: string]: Action } = {
  async incidents({ client, flags, streams }) {
    const page = await client.call(listIncidents, { query: { limit: numberOf(flags.limit) ?? 50 } });
    if (flags.json) return printJson(streams, page);
    printTable(
      streams,
      ['INCIDENT', 'SINCE', 'CODE', 'ELEMENT', 'RECORD', 'MESSAGE'],
      page.items.map((row) => [row.id, row.at, row.code, row.element, row.record?.title, row.message]),
    );
    streams.out(`${page.items.length} of ${page.total}\n`);
  },
  async cases({ client, flags, streams }) {
    const filter = readFilter(flags);
    if (!filter.ok) throw new BadCall(filter.message);
    const { ids: _, suspended, ...rest } = filter.value;
    const query = { ...rest, ...(suspended ? { suspended: 'true' as const } : {}), limit: numberOf(flags.limit) ?? 50 };
    const page = await client.call(listInstances, { query });
    if (flags.json) return printJson(streams, page);
    printTable(
      streams,
      ['CASE', 'STATUS', 'STAGE', 'SUSPENDED', 'INCIDENTS', 'VERSION', 'RECORD'],
      page.items.map((row) => [
        row.id,
        row.status,
        row.stage,
        row.suspendedAt,
        row.incidents,
        `${row.package} ${row.version}`,
        row.record?.title,
      ]),
    );
    streams.out(`${page.items.length} of ${page.total}\n`);
  },
  async state({ client, positionals, flags, streams }) {
    printJson(streams, await client.call(instanceState, { params: one(positionals), query: { fact: numberOf(flags.fact) } }));
  },
  async retry({ client, positionals, flags, streams }) {
    const incident = positionals[0];
    if (!incident) throw new BadCall('Which incident? Its id stands in `ops incidents`.');
    await client.call(retryIncident, { params: { incident }, body: { variables: variablesOf(flags) } });
    streams.out('retried\n');
  },
  async suspend(call) {
    const { client, positionals, flags } = call;
    say(call, await client.call(suspendInstance, { params: one(positionals), body: { reason: textOf(flags.reason) } }));
  },
  async resume(call) {
    const { client, positionals, flags } = call;
    say(call, await client.call(resumeInstance, { params: one(positionals), body: { reason: textOf(flags.reason) } }));
  },
  async move(call) {
    const { client, positionals, flags } = call;
    const variables = variablesOf(flags);
    const start = listOf(flags.start).map((element) => ({ element, scope: numberOf(flags.scope), variables }));
    const body = { reason: reasonOf(flags), cancel: listOf(flags.cancel).map(Number), start };
    say(call, await client.call(modifyInstance, { params: one(positionals), body }));
  },
  async set(call) {
    const { client, positionals, flags } = call;
    const variables = variablesOf(flags);
    if (!variables) throw new BadCall('Which variables? --var name=value');
    say(
      call,
      await client.call(setInstanceVariables, {
        params: one(positionals),
        body: { reason: reasonOf(flags), variables, scope: numberOf(flags.scope) },
      }),
    );
  },
  async cancel(call) {
    const { client, positionals, flags } = call;
    say(
      call,
      await client.call(cancelInstance, { params: one(positionals), body: { reason: reasonOf(flags), outcome: textOf(flags.outcome) } }),
    );
  },
  async restart(call) {
    const { client, positionals, flags, streams } = call;
    const body = { element: listOf(flags.start)[0], version: numberOf(flags.version), variables: variablesOf(flags) };
    const restarted = await client.call(restartInstance, { params: one(positionals), body });
    if (flags.json) return printJson(streams, restarted);
    streams.out(`${restarted.instanceId}\n`);
  },
  async undo(call) {
    const { client, positionals, flags } = call;
    say(call, await client.call(undoStep, { params: one(positionals), body: { step: numberOf(flags.step) } }));
  },
};

function say({ flags, streams }: OpsCall, answer: { lastFact: number; status: string }): void {
  if (flags.json) printJson(streams, answer);
  else streams.out(`done: ${answer.status}, fact ${answer.lastFact}\n`);
}

function one(positionals: string[]): { instance: string } {
  const [instance, ...more] = positionals;
  if (!instance || more.length > 0) throw new BadCall('Name one case by its id.');
  return { instance };
}

function reasonOf(flags: Flags): string {
  const reason = textOf(flags.reason)?.trim();
  if (!reason) throw new BadCall('Say why: --reason "…"');
  return reason;
}

function variablesOf(flags: Flags): { [name: string]: unknown } | undefined {
  const read = readVariables(flags.var);
  if (!read.ok) throw new BadCall(read.message);
  return read.value;
}
