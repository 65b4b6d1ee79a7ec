export const recordTypes = ['lead', 'deal', 'repeat-sale'] as const;
export const statuses = ['open', 'won', 'lost', 'junk', 'converted', 'merged', 'cancelled'] as const;
export const sorts = ['updated', 'created', 'title', 'amount', 'due'] as const;

export interface ListSearch {
  type?: (typeof recordTypes)[number];
  stage?: string;
  status?: (typeof statuses)[number];
  owner?: string;
  late?: boolean;
  campaign?: string;
  q?: string;
  sort?: (typeof sorts)[number];
}

/** Filters live in the address: a link shows the same rows to whoever opens it. What is not understood is left out. */
export function readListSearch(search: Record<string, unknown>): ListSearch {
  const oneOf = <T extends string>(all: readonly T[], value: unknown): T | undefined => all.find((each) => each === value);
  const text = (value: unknown) =>
    typeof value === 'string' && value !== '' ? value.slice(0, 200) : typeof value === 'number' ? String(value) : undefined;
  const read: ListSearch = {
    type: oneOf(recordTypes, search.type),
    stage: text(search.stage),
    status: oneOf(statuses, search.status),
    owner: text(search.owner),
    late: search.late === true || search.late === 'true' ? true : undefined,
    campaign: text(search.campaign),
    q: text(search.q),
    sort: oneOf(sorts, search.sort),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as ListSearch;
}

/** Filters beside type and order: what "Clear" takes away. */
export function isFiltered({ stage, status, owner, late, campaign, q }: ListSearch): boolean {
  return [stage, status, owner, late, campaign, q].some((value) => value !== undefined);
}
