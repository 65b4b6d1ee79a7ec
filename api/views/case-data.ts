import { listUsableFiles } from '../../db/queries/attachment-reading.ts';
import type { CompiledPackage, Variables } from '../../engine/contract/index.ts';
import { isMasked, type Mask, maskedName, maskOf, reachOf } from '../access/policy.ts';
import type { Reader } from '../access/reader.ts';
import type { ApiContext } from '../context.ts';
import type { CaseDatum, Locale } from '../contract/index.ts';
import { words } from './packages.ts';
import { nameInWords, readableValue } from './readable-value.ts';
import { type KnownVariable, knownVariables, programNames } from './variable-names.ts';

/** What stands in variables for the engine and its expressions only. */
const internal = /^([_$].*|lastActor|loopCounter|numberOf\w*Instances)$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const pointInTime = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$/;
const most = 200;

export interface ScopedVariables {
  /** Of the case as a whole. */
  ofCase: Variables;
  /** Of the step and what it stands in. */
  ofStep: Variables;
}

/**
 * A case's variables in the reader's words: called as its forms call them, else by their names taken apart. `except`: those that he sees
 * elsewhere on the same screen.
 */
export async function caseData(
  context: Pick<ApiContext, 'db'>,
  reader: Reader,
  pkg: CompiledPackage | undefined,
  { ofCase, ofStep }: ScopedVariables,
  except: ReadonlySet<string> = new Set(),
): Promise<CaseDatum[]> {
  const { locale } = reader;
  const mask = maskOf(reader);
  const known = knownVariables(pkg, locale);
  const programs = programNames(pkg);
  const all = new Map([...Object.entries(ofCase), ...Object.entries(ofStep)]);
  const shown = [...all].flatMap(([name, value]): CaseDatum[] => {
    if (internal.test(name) || except.has(name) || (programs.has(name) && !known.has(name))) return [];
    const { label, type = null, options = null } = known.get(name) ?? {};
    const readable = readableValue(value, (key) => labelOf(pkg, locale, key));
    // An id says nothing to people; a file's and a person's are shown as what they stand for.
    const isId = typeof readable.value === 'string' && uuid.test(readable.value) && type !== 'file' && type !== 'user';
    if (readable.value === null || isId || !maySee(mask, name, type, options, readable.value)) return [];
    const ofStepAlone = Object.hasOwn(ofStep, name);
    return [{ name, label: label ?? labelOf(pkg, locale, name), type, options, ...readable, ofCase: !ofStepAlone }];
  });
  // What the step is about, then as the forms ask for it, then by name; what takes a block of its own comes last. The database keeps no order.
  const order = [...known.keys()];
  const place = ({ name, value, ofCase }: CaseDatum) =>
    (known.has(name) ? order.indexOf(name) : order.length) + (ofCase ? 100_000 : 0) + (typeof value === 'object' ? 10_000 : 0);
  shown.sort((a, b) => place(a) - place(b) || a.label.localeCompare(b.label, locale));
  return withoutForeignFiles(context, reader, shown.slice(0, most));
}

function labelOf(pkg: CompiledPackage | undefined, locale: Locale, name: string): string {
  const own = words(pkg, locale, name);
  if (own !== name) return own;
  const named = nameInWords(name);
  return words(pkg, locale, named);
}

/** Whoever may not see contact data sees no free text and no structure: either may quote it. */
function maySee(mask: Mask, name: string, type: KnownVariable['type'], options: KnownVariable['options'], value: unknown): boolean {
  if (!mask.contacts) return true;
  if (isMasked(mask, { key: name, type: type ?? undefined }) || /phone|mail/i.test(`${name} ${type}`)) return false;
  if (typeof value === 'string') return pointInTime.test(value) || (options?.some((option) => option.value === value) ?? false);
  return typeof value === 'boolean' || (typeof value === 'number' && maskedName(mask, String(value)) === String(value));
}

/** A link to a file that would be refused is no help. */
async function withoutForeignFiles({ db }: Pick<ApiContext, 'db'>, reader: Reader, items: CaseDatum[]): Promise<CaseDatum[]> {
  const ids = items.filter((each) => each.type === 'file').map((each) => String(each.value));
  if (ids.length === 0) return items;
  const usable = await listUsableFiles(db, reachOf(reader), ids);
  return items.filter((each) => each.type !== 'file' || usable.has(String(each.value)));
}
