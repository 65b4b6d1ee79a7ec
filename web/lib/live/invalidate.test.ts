import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import type { LiveEvent } from '../../../api/contract/events.ts';
import { anyCaseQuery, caseMapQuery, caseQuery, casesQuery } from '../../features/case/queries.ts';
import { touchedBy } from './invalidate.ts';

const keys = {
  own: caseQuery('visit-1:x').queryKey,
  ownMap: caseMapQuery('visit-1:x').queryKey,
  other: caseQuery('visit-2').queryKey,
  list: casesQuery({}).queryKey,
  any: anyCaseQuery().queryKey,
};

/** Which of these queries an event makes stale. */
function stale(event: LiveEvent): string[] {
  const queries = new QueryClient();
  for (const queryKey of Object.values(keys)) queries.setQueryData(queryKey as readonly unknown[], {} as never);
  for (const queryKey of touchedBy(event)) void queries.invalidateQueries({ queryKey });
  return Object.entries(keys).flatMap(([name, queryKey]) => (queries.getQueryState(queryKey)?.isInvalidated ? [name] : []));
}

const task = (recordId: string | null): LiveEvent => ({
  type: 'task',
  taskId: 'visit-1:x:12',
  recordId,
  change: 'created',
  assignee: null,
  groups: [],
});

it('a task touches its own case, and the list of cases without a record only when it has none', () => {
  expect(stale(task('r'))).toEqual(['own', 'ownMap']);
  expect(stale(task(null))).toEqual(['own', 'ownMap', 'list']);
});

it('an incident touches its case and the list; whether there are cases at all is not asked again', () => {
  expect(stale({ type: 'incident', incidentId: 'visit-1:x:7', change: 'raised' })).toEqual(['own', 'ownMap', 'list']);
});
