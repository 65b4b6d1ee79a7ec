import { derivedInstanceId } from '../../../crm/derived-id.ts';
import { findVersion } from '../../../db/queries/package-reading.ts';
import type { CompiledPackage, Variables } from '../../../engine/contract/index.ts';
import { checkForm } from '../../../engine/form/index.ts';
import { actorOf, type Reader } from '../../access/reader.ts';
import { startInstance as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal, notFound, type Refusal, refuse } from '../../http/refusal.ts';
import { fromDoor } from '../../http/rejection.ts';
import { say } from '../../texts/text.ts';
import { nextTasks } from '../../views/next-tasks.ts';
import { typeName } from '../../views/packages.ts';
import { startEvents, startForm, startKindOf } from '../../views/start-view.ts';

export const startInstance = endpoint(route, async (call) => {
  const { body, reader, commandId, deps } = call;
  const found = await findVersion(deps.db, body.process, body.version);
  if (!found) return notFound('process');
  const variables = body.variables as Variables;
  const refused = refusedStart(await deps.packages.get(found.hash), variables, reader, deps.now());
  if (isRefusal(refused)) return refused;
  const instanceId = derivedInstanceId(found.key, `start:${reader.id}:${commandId}`);
  const result = await deps.door.startInstance({
    instanceId,
    commandId,
    packageKey: found.key,
    // Not the version found: the same call again, after another was published, is still the same call.
    ...(body.version === undefined ? {} : { version: body.version }),
    variables,
    records: [],
    actor: actorOf(reader),
  });
  if (result.status !== 'done') return fromDoor(result);
  return {
    ok: true as const,
    instanceId,
    version: found.version,
    lastFact: result.lastFact,
    status: String(result.reply.status),
    next: await nextTasks(call, { task: { instanceId }, reply: result.reply }),
  };
});

/** What cannot begin by hand alone is told what it begins with. */
function refusedStart(pkg: CompiledPackage, variables: Variables, reader: Reader, now: number): Refusal | undefined {
  const { locale } = reader;
  const kind = startKindOf(pkg);
  if (kind === 'record' && pkg.recordType) {
    const params = { type: pkg.recordType, name: typeName(pkg, pkg.recordType, locale) };
    return refuse(422, 'recordNeeded', say(locale, 'start.recordNeeded', params), { params, place: 'process' });
  }
  if (kind !== 'plain') {
    const events = startEvents(pkg);
    const names = new Intl.ListFormat(locale, { type: 'disjunction' }).format(events.map(({ name }) => `“${name}”`));
    return refuse(422, 'startedByEvent', say(locale, 'start.startedByEvent', { names }), { params: { events, names }, place: 'process' });
  }
  const form = startForm(pkg);
  if (!form) return undefined;
  // More than the form asks for may come along.
  const asked = new Set(form.fields.map(({ key }) => key));
  const values = Object.fromEntries(Object.entries(variables).filter(([name]) => asked.has(name)));
  const fields = checkForm(form, values, { scope: {}, env: { now, zone: reader.zone }, requireAll: true });
  return fields.length > 0 ? refuse(422, 'guard', say(locale, 'start.form'), { fields, place: fields[0]?.path }) : undefined;
}
