import type { FigureGroup } from '../../db/queries/figures.ts';
import type { CompiledPackage } from '../../engine/contract/index.ts';
import type { UserTaskConfig } from '../../engine/elements/user-task/config.ts';
import type { Locale } from '../contract/index.ts';
import { isTextKey, say } from '../texts/text.ts';
import { valueText } from './form-view.ts';
import { findElement, findStage, recordFields, words } from './packages.ts';

interface Outcome {
  key: string;
  label: string;
  count: number;
}

/** The one outcome each record is in. Ended ones by how they ended (a converted lead by its deal), open ones by what is to be done next. */
export function outcomeKey(group: FigureGroup, packages: Map<string, CompiledPackage>): string {
  if (group.status === 'converted') return group.became === null ? 'converted' : group.became === 'open' ? 'dealOpen' : group.became;
  if (group.status !== 'open') return group.status;
  if (group.callBack) return 'callBack';
  if (group.stage === 'data-quality') return 'dataQuality';
  return isCall(group, packages) ? 'callOpen' : `stage:${group.stage ?? ''}`;
}

/** A step whose form can agree a call-back is a call. */
function isCall(group: FigureGroup, packages: Map<string, CompiledPackage>): boolean {
  const pkg = group.packageHash ? packages.get(group.packageHash) : undefined;
  const config = group.element ? (findElement(pkg, group.element)?.config as UserTaskConfig | undefined) : undefined;
  return pkg?.forms.find((form) => form.id === config?.form)?.fields.some((field) => field.type === 'callBack') ?? false;
}

export function outcomesOf(
  groups: FigureGroup[],
  pkg: CompiledPackage | undefined,
  packages: Map<string, CompiledPackage>,
  locale: Locale,
): Outcome[] {
  const counts = new Map<string, number>();
  for (const group of groups) {
    const key = outcomeKey(group, packages);
    counts.set(key, (counts.get(key) ?? 0) + group.count);
  }
  return [...counts]
    .map(([key, count]) => ({ key, label: labelOf(key, pkg, locale), count }))
    .sort((a, b) => b.count - a.count || a.key.localeCompare(b.key));
}

function labelOf(key: string, pkg: CompiledPackage | undefined, locale: Locale): string {
  if (key.startsWith('stage:')) {
    const id = key.slice('stage:'.length);
    return id ? words(pkg, locale, findStage(pkg, id)?.name ?? id) : say(locale, 'outcome.noStage');
  }
  const text = `outcome.${key}`;
  return isTextKey(text) ? say(locale, text) : key;
}

export function stagesOf(groups: FigureGroup[], pkg: CompiledPackage | undefined, locale: Locale) {
  const known = (pkg?.stages ?? []).map((stage) => stage.id);
  const other = [...new Set(groups.flatMap((group) => (group.stage && !known.includes(group.stage) ? [group.stage] : [])))];
  return [...known, ...other].map((id) => {
    const own = groups.filter((group) => group.stage === id);
    const stage = findStage(pkg, id);
    const sum = (of: 'count' | 'late') => own.reduce((total, group) => total + group[of], 0);
    return { id, name: words(pkg, locale, stage?.name ?? id), color: stage?.color ?? 'slate', count: sum('count'), late: sum('late') };
  });
}

export function junkReasonsOf(groups: FigureGroup[], pkg: CompiledPackage | undefined, type: string, locale: Locale) {
  const field = recordFields(pkg, type).find((each) => each.key === 'junkReason');
  const counts = new Map<string, number>();
  for (const group of groups) {
    if (group.status !== 'junk') continue;
    const reason = valueText(pkg, locale, field, group.junkReason) ?? say(locale, 'outcome.noReason');
    counts.set(reason, (counts.get(reason) ?? 0) + group.count);
  }
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
}
