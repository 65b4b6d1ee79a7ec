import type { CompiledPackage, Rejection, StartCommand, Variables } from '../../contract/index.ts';
import { isSafeName } from '../../contract/json.ts';
import type { StartEventConfig } from '../../elements/start-event/config.ts';
import { blankFields } from '../../form/blank-fields.ts';
import { beginParallelStart } from '../../triggers/multiple/begin.ts';
import { isParallelMultiple } from '../../triggers/multiple/parts.ts';
import { zoneOf } from '../calendars.ts';
import { occur } from '../enter.ts';
import type { Execution } from '../execution.ts';
import { jsonSize } from '../json-size.ts';
import { type ProcessIndex, processIn } from '../model-index.ts';
import { placeAt, runPlaced } from '../place.ts';
import { refuse } from '../rejection.ts';
import { enterScope } from '../scopes.ts';
import { type Entrance, entranceOf } from './entrance.ts';
import type { Handler } from './handler.ts';
import { mayDirect } from './rights.ts';

/** Starts at the process's start events, at the one its message opens, or at any element named. */
export const start: Handler<'start'> = (exec, command) => {
  const hash = command.packageHash ?? onlyKey(exec.ctx.packages);
  if (hash === undefined || !Object.hasOwn(exec.ctx.packages, hash)) return refuse('notFound', 'start names no package of the context');
  if (!command.instanceId) return refuse('invalidCommand', 'start needs the id of the instance to be');
  const pkg = exec.packageBy(hash);
  const process = processIn(pkg, command.process ?? pkg.mainProcess);
  if (!process) return refuse('notFound', `The package "${pkg.key}" has no process "${command.process ?? pkg.mainProcess}"`);
  const odd = command.records.find(({ alias }) => !isSafeName(alias) || alias.includes('.'));
  if (odd) return refuse('invalidCommand', `"${odd.alias.slice(0, 50)}" cannot be the name of a record`);
  if (command.restartedFrom !== undefined && !mayDirect(exec.ctx.actor)) {
    return refuse('forbidden', 'Only a supervisor or an administrator restarts a case');
  }
  const unfit = checkVariables(command, exec.ctx.limits);
  if (unfit) return unfit;
  const entrance = entranceOf(exec.ctx, process, command);
  if ('ok' in entrance) return entrance;

  exec.cause = exec.emit({
    type: 'instanceStarted',
    version: 1,
    instanceId: command.instanceId,
    packageHash: hash,
    process: process.process.id,
    variables: { ...unasked(exec, pkg, process, entrance, command), ...command.variables },
    records: command.records,
  });
  const root = exec.state.factNumber;
  const { restartedFrom: from, element } = command;
  if (from !== undefined) exec.emit({ type: 'instanceRestarted', version: 1, from, ...(element === undefined ? {} : { element }) });
  let refused: Rejection | undefined;
  const begin = () => {
    if (entrance.how === 'at') refused = placeAt(exec, { element: entrance.element.id });
    else if (entrance.how === 'happened') happened(exec, root, entrance, (command.message ?? command.signal)?.payload ?? {});
  };
  const failure = enterScope(exec, root, process.process.id, entrance.how === 'plain' ? undefined : begin);
  if (failure) return refuse('invalidCommand', failure.message);
  return refused ?? runPlaced(exec);
};

/**
 * Null for what its form asks and nobody filled in. Not for what the form requires: without that only a program begins it, which is told by
 * an incident; nor for a case of a record, or one that begins anew, whose form nobody is asked.
 */
function unasked(exec: Execution, pkg: CompiledPackage, process: ProcessIndex, { how }: Entrance, command: StartCommand): Variables {
  if (how !== 'plain' || pkg.recordType !== undefined || command.restartedFrom !== undefined) return {};
  const forms = process.entrances(process.process.id).map(({ config }) => (config as Partial<StartEventConfig>).form);
  const form = pkg.forms.find(({ id }) => id === forms.find((each) => each !== undefined));
  if (!form) return {};
  const blank = blankFields(form, command.variables, { scope: {}, env: { now: exec.now, zone: zoneOf(exec.ctx) } });
  const required = new Set(form.fields.flatMap((field) => (field.required ? [field.key] : [])));
  return Object.fromEntries(Object.entries(blank).filter(([key]) => !required.has(key)));
}

/** The event that begins the case. Of a parallel multiple event, or gateway, the rest is waited for. */
function happened(exec: Execution, root: number, entrance: Extract<Entrance, { how: 'happened' }>, payload: Variables): void {
  const { element, part, beside } = entrance;
  if (isParallelMultiple(element)) beginParallelStart(exec, root, element, part, payload);
  else occur(exec, root, element, { payload });
  for (const { id } of beside) exec.enqueue({ scope: root, element: id, cause: root });
}

function checkVariables({ variables, message, signal }: StartCommand, limits: { valueSize: number; variableSize: number }) {
  const event = message ?? signal;
  const all: Variables[] = event ? [variables, event.payload] : [variables];
  let total = 0;
  for (const [name, value] of all.flatMap((each) => Object.entries(each))) {
    if (!isSafeName(name)) return refuse('invalidCommand', `"${name.slice(0, 50)}" cannot be the name of a variable`);
    const size = jsonSize(value);
    total += size + name.length;
    if (size > limits.valueSize)
      return refuse('tooLarge', `${name} has ${size} characters, ${limits.valueSize} are allowed`, {
        params: { name, size, limit: limits.valueSize },
      });
  }
  if (total <= limits.variableSize) return undefined;
  return refuse('tooLarge', `The variables have ${total} characters, ${limits.variableSize} are allowed`, {
    params: { size: total, limit: limits.variableSize },
  });
}

function onlyKey(object: object): string | undefined {
  const keys = Object.keys(object);
  return keys.length === 1 ? keys[0] : undefined;
}
