import type { Queryable } from '../../db/queryable.ts';
import type { Chain, Fact, StartCommand, Variables } from '../../engine/contract/index.ts';
import { takenFrom } from '../../runtime/chains.ts';
import { contentHash } from '../../runtime/content-hash.ts';

interface Row {
  id: string;
  name: string;
  payload: Variables;
  chain: string | null;
  hops: number | null;
  package_key: string;
  package_version: number | null;
  process: string | null;
}

/** A start by a signal or message, made again from the rows; undefined = none whose hash is this one. */
export async function systemStart(
  queryable: Queryable,
  { id, instance_id, content_hash }: { id: string; instance_id: string; content_hash: Buffer },
  facts: Fact[],
): Promise<{ command: StartCommand; chain: Chain } | undefined> {
  const rows = async (text: string, value: string) => (await queryable.query<Row>({ text, values: [value] })).rows;
  const signals = await rows(
    `select s.id, s.name, s.payload, s.chain, s.hops, d.package_key, d.package_version, d.process
      from signal_delivery d join signal s on s.id = d.signal_id where d.receiver = $1 and d.package_key is not null`,
    instance_id,
  );
  const messages = await rows(
    `select m.id, m.name, m.payload, m.chain, m.hops, i.package_key, null as package_version, null as process
      from message m join instance i on i.id = m.instance_id where m.id = $1 and m.subscription_id is null`,
    id.replace(/^start\//, ''),
  );
  const started = facts.find((fact) => fact.type === 'instanceStarted');
  for (const [kind, found] of [['signal', signals] as const, ['message', messages] as const]) {
    for (const { name, payload, package_key: packageKey, package_version, process: named, ...of } of found) {
      const process = named ?? started?.process;
      const command: StartCommand = { type: 'start', process, [kind]: { name, payload }, variables: {}, records: [] };
      const version = package_version ?? undefined;
      if (contentHash({ command, packageKey, version, records: [] }).equals(content_hash)) return { command, chain: takenFrom(of) };
    }
  }
  return undefined;
}
