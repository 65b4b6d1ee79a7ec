import type { z } from 'zod';
import { batchAction, instanceFilter } from '../../api/contract/index.ts';
import type { Call } from './frame.ts';
import { elementIds, processKey } from './names.ts';
import { BadCall, type Flags, listOf, numberOf, type Option, textOf, variablesOf } from './options.ts';

/** Options that say which cases are meant. */
export const filterOptions = [
  ...(['id', 'package', 'at-version', 'status', 'suspended', 'stage', 'element', 'incident', 'record'] as const),
] satisfies Option[];

/** What each action of a batch takes besides. */
const actionOptions: { [action: string]: readonly Option[] } = {
  suspend: ['reason'],
  resume: ['reason'],
  modify: ['reason', 'cancel', 'start', 'var'],
  setVariables: ['reason', 'var'],
  retryIncident: ['code', 'var'],
  cancel: ['reason', 'outcome'],
  undo: [],
  restart: ['start', 'version', 'var', 'force'],
};
export const batchActionNames = Object.keys(actionOptions);

/** Options of `batch preview|start ACTION`. */
export function optionsOfAction(action: string): readonly Option[] {
  const own = Object.hasOwn(actionOptions, action) ? actionOptions[action] : undefined;
  if (!own) throw new BadCall(`There is no action “${action}”: ${batchActionNames.join(', ')}.`);
  return [...filterOptions, ...own];
}

/** Which cases a batch or a list is for. */
export function filterOf(flags: Flags): z.input<typeof instanceFilter> {
  const ids = listOf(flags, 'id');
  return checked(instanceFilter, {
    ...(ids.length > 0 ? { ids } : {}),
    package: textOf(flags, 'package'),
    version: numberOf(flags, 'at-version'),
    status: textOf(flags, 'status'),
    stage: textOf(flags, 'stage'),
    element: textOf(flags, 'element'),
    incident: textOf(flags, 'incident'),
    record: textOf(flags, 'record'),
    ...(flags.suspended === true ? { suspended: true } : {}),
  });
}

/** The same, with process and element given by id or name. */
export async function namedFilter(call: Call): Promise<z.input<typeof instanceFilter>> {
  const filter = filterOf(call.flags);
  const { package: process, element } = filter;
  const key = process === undefined ? undefined : await processKey(call, process);
  const [id] = await elementIds(call, element === undefined ? [] : [element], key, filter.version);
  return { ...filter, ...(key === undefined ? {} : { package: key }), ...(id === undefined ? {} : { element: id }) };
}

/** What a batch does to each case, with elements given by id or name. */
export async function namedAction(
  call: Call,
  action: string,
  filter: z.input<typeof instanceFilter>,
): Promise<z.input<typeof batchAction>> {
  const made = actionOf(action, call.flags);
  const ids = (given: readonly string[]) => elementIds(call, given, filter.package, filter.version);
  if (made.action === 'modify') {
    const elements = await ids((made.start ?? []).map((each) => each.element));
    const start = (made.start ?? []).map((each, at) => ({ ...each, element: elements[at] ?? each.element }));
    return { ...made, cancel: await ids(made.cancel ?? []), start };
  }
  if (made.action !== 'restart' || made.element === undefined) return made;
  const [element] = await elementIds(call, [made.element], filter.package, made.version);
  return { ...made, element };
}

/** What a batch does to each case. `--start` and `--cancel` name elements; of a restart, `--start` is the one it begins at. */
export function actionOf(action: string, flags: Flags): z.input<typeof batchAction> {
  const variables = variablesOf(flags);
  const start = listOf(flags, 'start');
  const own = { action, reason: textOf(flags, 'reason'), code: textOf(flags, 'code'), outcome: textOf(flags, 'outcome') };
  if (action === 'modify') {
    return checked(batchAction, { ...own, cancel: listOf(flags, 'cancel'), start: start.map((element) => ({ element, variables })) });
  }
  const restart =
    action === 'restart' ? { element: oneStart(flags), version: numberOf(flags, 'version'), force: flags.force === true || undefined } : {};
  return checked(batchAction, { ...own, ...restart, variables });
}

/** Where a restarted case begins. */
export function oneStart(flags: Flags): string | undefined {
  const [element, ...more] = listOf(flags, 'start');
  if (more.length > 0) throw new BadCall('A case is restarted at one element: give --start once.');
  return element;
}

/** Without what is not given: the contract tells keys that an action does not know. */
function checked<S extends z.ZodType>(schema: S, value: { [name: string]: unknown }): z.input<S> {
  const given = Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
  const parsed = schema.safeParse(given);
  if (parsed.success) return given as z.input<S>;
  throw new BadCall(parsed.error.issues.map((issue) => `${issue.path.join('.') || 'arguments'}: ${issue.message}`).join('; '));
}
