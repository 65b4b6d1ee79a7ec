import { type Contender, chooseOwner } from '../../../crm/assignment/index.ts';
import { type Candidate, getCalendar, listCandidates } from '../../../db/queries/crm-assignment.ts';
import { findRecipients, insertNews } from '../../../db/queries/crm-notify.ts';
import { isWorkingTime, nextOpening } from '../../../engine/calendar/index.ts';
import type { CalendarDefinition } from '../../../engine/contract/index.ts';
import type { JobContext, JobType } from '../../job-type.ts';
import { definition } from './definition.ts';

export const job: JobType<typeof definition.input, typeof definition.output> = {
  definition,
  async run(ctx, input) {
    const now = ctx.now();
    const candidates = await listCandidates(ctx.db, input.team, new Date(now));
    const calendars = await calendarsOf(ctx, candidates);
    const choice = chooseOwner(
      candidates.map((each) => contender(each, calendars, now)),
      {
        language: input.language ?? null,
        territory: input.territory ?? null,
        skill: input.skill ?? null,
        prefer: input.prefer ?? null,
        except: input.except ?? [],
      },
    );
    const output = { ...choice, team: choice.team ?? null, considered: choice.considered.slice(0, 20) };
    if (choice.owner !== null) return { output };
    const calendar = calendars.get(candidates[0]?.calendar ?? null);
    const opening = choice.code === 'nobodyOnShift' && calendar ? new Date(nextOpening(calendar, now)).toISOString() : null;
    const supervisors = await findRecipients(ctx.db, 'supervisor');
    return {
      output,
      async alongside(trx) {
        await insertNews(
          trx,
          supervisors.map((each) => ({
            userId: each.id,
            kind: 'needsYou',
            text: opening ? `${choice.why}. Next shift ${opening}` : choice.why,
            code: `assign.${choice.code}`,
            params: { ...choice.params, ...(opening ? { nextShift: opening } : {}) },
            recordId: ctx.records[0]?.id ?? null,
            taskId: null,
            foldKey: `assign:${choice.code}`,
            at: new Date(now),
          })),
        );
      },
    };
  },
};

async function calendarsOf(ctx: JobContext, candidates: Candidate[]): Promise<Map<string | null, CalendarDefinition | undefined>> {
  const names = [...new Set(candidates.map((each) => each.calendar))];
  return new Map(await Promise.all(names.map(async (name) => [name, await getCalendar(ctx.db, name)] as const)));
}

/** Without a calendar the team works round the clock. */
function contender(candidate: Candidate, calendars: Map<string | null, CalendarDefinition | undefined>, now: number): Contender {
  const calendar = calendars.get(candidate.calendar);
  const { awayUntil, calendar: _calendar, ...rest } = candidate;
  return { ...rest, away: awayUntil !== null, onShift: calendar === undefined || isWorkingTime(calendar, now) };
}
