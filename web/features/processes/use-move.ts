import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import {
  getMigration,
  getMigrationPlan,
  listMigrations,
  previewMigration,
  saveMigrationPlan,
  startMigration,
  undoMigration,
} from '../../../api/contract/migrations.ts';
import { call } from '../../lib/api/call.ts';
import { lastRun, type Run } from './last-run.ts';

export interface Pair {
  process: string;
  from: number;
  to: number;
}

type Page = z.output<typeof previewMigration.reply>;

/** What a dry run found: how many could be moved, and why the others stay. */
export interface Tried {
  /** Cases that the reader may see; `hidden` are moved with them, counted nowhere else. */
  total: number;
  hidden: number;
  tried: number;
  /** Not all of them were tried. */
  more: boolean;
  can: number;
  reasons: Page['reasons'];
  elements: Page['elements'];
}

/** Pages of a dry run put together: alike reasons and elements are counted as one. */
export function together(pages: readonly Page[]): Tried {
  const reasons = new Map<string, Page['reasons'][number]>();
  const elements = new Map<string, Page['elements'][number]>();
  for (const page of pages) {
    for (const reason of page.reasons) {
      const key = JSON.stringify([reason.code, reason.element, reason.text]);
      reasons.set(key, { ...reason, cases: reason.cases + (reasons.get(key)?.cases ?? 0) });
    }
    for (const element of page.elements) {
      const before = elements.get(element.element);
      elements.set(element.element, {
        ...element,
        cases: element.cases + (before?.cases ?? 0),
        can: element.can + (before?.can ?? 0),
      });
    }
  }
  const most = <Row extends { cases: number }>(rows: Iterable<Row>) => [...rows].sort((a, b) => b.cases - a.cases);
  return {
    total: pages[0]?.total ?? 0,
    hidden: pages[0]?.hidden ?? 0,
    tried: pages.reduce((sum, { tried }) => sum + tried, 0),
    more: typeof pages.at(-1)?.next === 'string',
    can: pages.reduce((sum, { can }) => sum + can, 0),
    reasons: most(reasons.values()),
    elements: most(elements.values()),
  };
}

/** So many cases are tried unasked: each is decided on the server as if it were moved. */
const sample = 100;
const most = 1000;

/** The first cases, or, where the reader wants it, all of them, page by page. */
export async function tryCases(ask: (page: { limit: number; after?: string }) => Promise<Page>, all: boolean): Promise<Tried> {
  const pages: Page[] = [];
  let after: string | undefined;
  do {
    const page = await ask({ limit: all ? most : sample, ...(after === undefined ? {} : { after }) });
    pages.push(page);
    after = page.next ?? undefined;
  } while (all && after !== undefined);
  return together(pages);
}

const pollMs = 1000;

/** Moves of a process' cases, newest first: what runs, and what can be taken back, whoever began it. */
export function useMoves(process: string) {
  return useQuery({ queryKey: ['migrations', process], queryFn: ({ signal }) => call(listMigrations, { params: { process }, signal }) });
}

/** Moving the open cases of one version: the plan, the dry run, the move and its way back, each as far as it is. */
export function useMove(pair: Pair) {
  const queries = useQueryClient();
  const [begun, setBegun] = useState<Run>();
  const [all, setAll] = useState(false);
  const [chosen, setChosen] = useState<Record<string, string | null>>({});
  const moves = useMoves(pair.process);
  const last = moves.data && lastRun(moves.data.items, pair);
  const run = begun ?? last;
  const plan = useQuery({
    queryKey: ['migration-plan', pair],
    queryFn: ({ signal }) => call(getMigrationPlan, { params: pair, signal }),
  });
  const edited = Object.keys(chosen).length > 0;
  const wanted = plan.data && { ...plan.data.plan, elements: { ...plan.data.plan.elements, ...chosen } };
  // Of a move that was watched every case it left is named; while one runs, cases come and go.
  const asks = begun === undefined && moves.isSuccess && last?.running !== true && (plan.data?.openCases ?? 0) > 0;
  const tried = useQuery({
    queryKey: ['migration-preview', pair, all, chosen],
    queryFn: ({ signal }) =>
      tryCases((page) => call(previewMigration, { params: pair, body: edited ? { ...page, plan: wanted } : page, signal }), all),
    enabled: asks,
    // Cases go on meanwhile: what is shown held when the sheet was opened. Looking elsewhere and back costs no other run.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    placeholderData: keepPreviousData,
  });
  const progress = useQuery({
    queryKey: ['migration', run?.id],
    queryFn: ({ signal }) => call(getMigration, { params: { migration: run?.id ?? '' }, query: { limit: 20 }, signal }),
    enabled: run !== undefined,
    refetchInterval: ({ state }) => (state.data?.status === 'running' || !state.data ? pollMs : false),
  });
  const told = () =>
    Promise.all(
      [
        ['process', pair.process],
        ['migrations', pair.process],
        ['migration-plan', pair],
      ].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
  const move = useMutation({
    mutationFn: async () => {
      if (!plan.data || !wanted) throw new Error('no plan yet');
      const known = plan.data.revision;
      const { revision } =
        known > 0 && !edited
          ? { revision: known }
          : await call(saveMigrationPlan, { params: pair, body: { revision: known, plan: wanted } });
      return call(startMigration, { params: pair, body: { revision } });
    },
    onSuccess: ({ migration }) => {
      setBegun({ id: migration, undo: false, running: true });
      setChosen({});
      return told();
    },
    // The plan may be saved though nothing moves, or somebody else saved another.
    onError: () => queries.invalidateQueries({ queryKey: ['migration-plan', pair] }),
  });
  const back = useMutation({
    mutationFn: () => call(undoMigration, { params: { migration: run?.id ?? '' }, body: {} }),
    onSuccess: ({ migration }) => {
      setBegun({ id: migration, undo: true, running: true });
      return told();
    },
  });
  const choose = (element: string, target: string | null) => setChosen((before) => ({ ...before, [element]: target }));
  return { moves, plan, asks, tried, tryAll: () => setAll(true), chosen, choose, progress, move, back, run, again: told };
}
