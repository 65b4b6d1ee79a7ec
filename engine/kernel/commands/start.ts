import type { CompiledElement, StartCommand, Variables } from '../../contract/index.ts';
import { isSafeName } from '../../contract/json.ts';
import type { MessageConfig } from '../../triggers/message/config.ts';
import { occur } from '../enter.ts';
import { jsonSize } from '../json-size.ts';
import { type ProcessIndex, processIn } from '../model-index.ts';
import { refuse } from '../rejection.ts';
import { enterScope } from '../scopes.ts';
import type { Handler } from './handler.ts';

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
  const unfit = checkVariables(command, exec.ctx.limits);
  if (unfit) return unfit;
  const at = entrance(process, command);
  if (at && 'ok' in at) return at;

  exec.cause = exec.emit({
    type: 'instanceStarted',
    version: 1,
    instanceId: command.instanceId,
    packageHash: hash,
    process: process.process.id,
    variables: command.variables,
    records: command.records,
  });
  const root = exec.state.factNumber;
  if (!at) {
    const failure = enterScope(exec, root, process.process.id);
    return failure && refuse('invalidCommand', failure.message);
  }
  const failure = enterScope(exec, root, process.process.id, []);
  if (failure) return refuse('invalidCommand', failure.message);
  if (command.message) occur(exec, root, at, { payload: command.message.payload });
  else exec.enqueue({ scope: root, element: at.id, cause: root });
  return undefined;
};

/** Where to begin when the start events without trigger are not meant. */
function entrance(process: ProcessIndex, command: StartCommand) {
  if (command.element !== undefined) {
    const element = process.elements.get(command.element);
    if (!element || element.scope !== process.process.id || element.kind === 'boundary-event') {
      return refuse('notFound', `The process "${process.process.id}" has no element "${command.element}" to start at`);
    }
    return element;
  }
  const inside = process.scopes.get(process.process.id) ?? [];
  if (command.message) {
    const { name } = command.message;
    const found = inside.find((element) => opensBy(element, name));
    return found ?? refuse('messageNotExpected', `No start event of "${process.process.id}" waits for the message "${name}"`);
  }
  if (process.entrances(process.process.id).length > 0) return undefined;
  // Only events with a trigger: started by hand, a timer's start event is meant.
  return (
    inside.find((element) => element.kind === 'start-event' && element.trigger?.kind === 'timer') ??
    refuse('invalidCommand', `The process "${process.process.id}" starts only by a message`)
  );
}

function opensBy(element: CompiledElement, name: string): boolean {
  const opens =
    element.kind === 'start-event' || (element.kind === 'receive-task' && (element.config as { instantiate: boolean }).instantiate);
  return opens && element.trigger?.kind === 'message' && (element.trigger.config as MessageConfig).name === name;
}

function checkVariables({ variables, message }: StartCommand, limits: { valueSize: number; variableSize: number }) {
  const all: Variables[] = message ? [variables, message.payload] : [variables];
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
