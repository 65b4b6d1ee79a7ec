import { derivedInstanceId } from '../../../crm/derived-id.ts';
import { findCaseVersion } from '../../../db/queries/cases.ts';
import { findVersion } from '../../../db/queries/package-reading.ts';
import { readCommand } from '../../../db/queries/read-case.ts';
import type { CompiledPackage, Variables } from '../../../engine/contract/index.ts';
import { checkForm } from '../../../engine/form/index.ts';
import { actorOf, type Reader } from '../../access/reader.ts';
import { rolesWith } from '../../access/rights.ts';
import { type FieldProblem, startInstance as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound, type Refusal, refuse } from '../../http/refusal.ts';
import { fromDoor } from '../../http/rejection.ts';
import { say } from '../../texts/text.ts';
import { nextTasks } from '../../views/next-tasks.ts';
import { typeName } from '../../views/packages.ts';
import { declaredInputs, startEvents, startForm, startKindOf } from '../../views/start-view.ts';

export const startInstance = endpoint(route, async (call) => {
  const { body, reader, commandId, deps } = call;
  const variables = body.variables as Variables;
  // The same call again is answered as it was, whatever was published since; the door compares the calls.
  if (!(await readCommand(deps.pool, commandId))) {
    const found = await findVersion(deps.db, body.process, body.version);
    if (!found) return notFound('process');
    const refused =
      refusedVersion(body.version, reader) ?? refusedStart(await deps.packages.get(found.hash), variables, reader, deps.now());
    if (refused) return refused;
  }
  const instanceId = derivedInstanceId(body.process, `start:${reader.id}:${commandId}`);
  const result = await deps.door.startInstance({
    instanceId,
    commandId,
    packageKey: body.process,
    // Not the version found: the same call again, after another was published, is still the same call.
    ...(body.version === undefined ? {} : { version: body.version }),
    variables,
    records: [],
    actor: actorOf(reader),
  });
  if (result.status !== 'done') return fromDoor(result);
  const version = await findCaseVersion(deps.db, instanceId);
  if (version === undefined) return notFound('case');
  return {
    ok: true as const,
    instanceId,
    version,
    lastFact: result.lastFact,
    status: String(result.reply.status),
    next: await nextTasks(call, { task: { instanceId }, reply: result.reply }),
  };
});

/** Whoever has one of these begins a case at any version and with any variables: he could bring it there anyway. */
const freely = ['instance:operate', 'process:publish'] as const;
const isFree = (reader: Reader) => freely.some((right) => reader.rights.has(right));

/** An older version was withdrawn by publishing the next. */
function refusedVersion(version: number | undefined, reader: Reader): Refusal | undefined {
  if (version === undefined || isFree(reader)) return undefined;
  const grantedBy = [...new Set(freely.flatMap(rolesWith))];
  return refuse(403, 'forbidden', say(reader.locale, 'start.version', { roles: grantedBy.join(', ') }), {
    params: { rights: [...freely], grantedBy },
    place: 'version',
  });
}

/** What cannot begin by hand alone is told what it begins with. */
function refusedStart(pkg: CompiledPackage, variables: Variables, reader: Reader, now: number): Refusal | undefined {
  const { locale } = reader;
  const kind = startKindOf(pkg);
  if (kind === 'record' && pkg.recordType) {
    const params = { type: pkg.recordType, name: typeName(pkg, pkg.recordType, locale) };
    return refuse(422, 'recordNeeded', say(locale, 'start.recordNeeded', params), { params, place: 'process' });
  }
  if (kind !== 'plain' && kind !== 'timer') {
    const events = startEvents(pkg);
    const names = new Intl.ListFormat(locale, { type: 'disjunction' }).format(events.map(({ name }) => `“${name}”`));
    return refuse(422, 'startedByEvent', say(locale, 'start.startedByEvent', { names }), { params: { events, names }, place: 'process' });
  }
  const form = startForm(pkg);
  const asked = new Set(form?.fields.map(({ key }) => key));
  const values = Object.fromEntries(Object.entries(variables).filter(([name]) => asked.has(name)));
  const lacking = form ? checkForm(form, values, { scope: {}, env: { now, zone: reader.zone }, requireAll: true }) : [];
  const beyond = isFree(reader) ? [] : unasked(pkg, asked, variables);
  const fields = [...lacking, ...beyond];
  if (fields.length === 0) return undefined;
  const message = say(locale, lacking.length > 0 ? 'start.form' : 'start.unasked', { names: beyond.map(({ path }) => path).join(', ') });
  return refuse(422, 'guard', message, { fields, place: fields[0]?.path });
}

/** What neither the form nor the process asks for would set what the process itself decides. */
function unasked(pkg: CompiledPackage, asked: ReadonlySet<string>, variables: Variables): FieldProblem[] {
  const declared = new Set(declaredInputs(pkg).map(({ name }) => name));
  return Object.keys(variables)
    .filter((name) => !asked.has(name) && !declared.has(name))
    .map((path) => ({ path, code: 'unknown', message: `The start does not ask for "${path.slice(0, 100)}".` }));
}
