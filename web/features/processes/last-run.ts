import type { z } from 'zod';
import type { listMigrations } from '../../../api/contract/migrations.ts';

export type Moved = z.output<typeof listMigrations.reply>['items'][number];

/** A move, or its way back, that is to be shown. */
export interface Run {
  id: string;
  undo: boolean;
  running: boolean;
}

/** What is to be shown of the moves between two versions (`moves`: newest first): the one that runs, else the last whose cases can be taken back. */
export function lastRun(moves: readonly Moved[], pair: { from: number; to: number }): Run | undefined {
  const own = moves.filter(({ from, to }) => from === pair.from && to === pair.to);
  const shown = own.find(({ status }) => status === 'running') ?? own.find(canGoBack);
  return shown && { id: shown.id, undo: shown.kind === 'undo', running: shown.status === 'running' };
}

function canGoBack({ kind, counts, undone }: Moved): boolean {
  return kind === 'move' && counts.done > 0 && (undone === null || undone.status === 'cancelled');
}

/** Versions of which something is to be seen: cases run on them, or cases that were moved from there to the newest can be taken back. */
export function versionsToShow(
  versions: readonly { version: number; openCases: number }[],
  moves: readonly Moved[],
): { older: number[]; shown: number[] } {
  const [newest, ...others] = versions;
  const older = others.flatMap(({ version, openCases }) => (openCases > 0 ? [version] : []));
  const shown = others.flatMap(({ version, openCases }) =>
    newest && (openCases > 0 || lastRun(moves, { from: version, to: newest.version })) ? [version] : [],
  );
  return { older, shown };
}
