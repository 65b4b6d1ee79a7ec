import { z } from 'zod';
import { done, instant, taskId, versionInAddress } from './common.ts';
import { defineRoute } from './route.ts';

/** Times of one day: `[["09:00","13:00"],["14:00","18:00"]]`; an end at or before its start runs over midnight. Empty = closed. */
const intervals = z.array(z.tuple([z.string().max(5), z.string().max(5)])).max(12);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'issue.format.date');
const hours = {
  /** IANA zone. */
  zone: z.string().min(1).max(60),
  /** Weekday 1 (Monday) to 7 -> times. A weekday not named is closed. */
  week: z.record(z.string().max(1), intervals),
  /** Days that are not as their weekday: holidays, short days, days moved. */
  days: z.record(date, intervals),
  names: z.record(date, z.string().max(100)),
};
const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'issue.calendarName');
const mostDays = 3_000;

export const calendarHours = z.object({
  ...hours,
  days: hours.days
    .default({})
    .refine((days) => Object.keys(days).length <= mostDays, { error: 'issue.mostDays', params: { most: mostDays } }),
  names: hours.names
    .default({})
    .refine((names) => Object.keys(names).length <= mostDays, { error: 'issue.mostDays', params: { most: mostDays } }),
  /** Fills in the days off by law of a country, where `days` says nothing of a day itself. */
  holidays: z
    .object({
      country: z.string().length(2),
      region: z.string().max(10).optional(),
      fromYear: z.number().int().min(1970).max(2200),
      toYear: z.number().int().min(1970).max(2200),
    })
    .optional(),
});
const newCalendar = calendarHours.extend({
  /** Version it was edited from, 0 for a new one: who was overtaken gets 409. */
  basedOn: z.number().int().min(0),
  /** Becomes the calendar of tasks that name none and have no rule. */
  isDefault: z.boolean().default(false),
  /** In force from then on; absent = at once. */
  validFrom: instant.optional(),
});

const version = z.object({
  version: z.number(),
  /** Null = always. */
  validFrom: instant.nullable(),
  createdAt: instant,
  createdBy: z.string().nullable(),
});
const calendar = z.object({ name: z.string(), isDefault: z.boolean(), inForce: z.boolean(), ...version.shape, ...hours });
export type CalendarView = z.infer<typeof calendar>;

export const listCalendars = defineRoute({
  method: 'get',
  path: '/api/calendars',
  summary: 'Business calendars in force, and which customer, region and team goes by which',
  right: 'calendar:read',
  reply: z.object({
    items: z.array(
      z.object({ name: z.string(), isDefault: z.boolean(), zone: z.string(), ...version.shape, nextVersion: version.nullable() }),
    ),
    rules: z.array(z.object({ kind: z.enum(['customer', 'region', 'team']), value: z.string(), name: z.string(), calendar: z.string() })),
  }),
});
export const getCalendar = defineRoute({
  method: 'get',
  path: '/api/calendars/:calendar',
  summary: 'One calendar with its versions: the one in force, in force at an instant, or by number',
  right: 'calendar:read',
  params: z.object({ calendar: name }),
  query: z.object({ version: versionInAddress.optional(), at: instant.optional() }),
  reply: calendar.extend({ versions: z.array(version) }),
});
export const saveCalendar = defineRoute({
  method: 'put',
  path: '/api/calendars/:calendar',
  summary: 'Store the next version; open cases that refer to it are computed anew when it comes into force',
  right: 'calendar:write',
  params: z.object({ calendar: name }),
  body: newCalendar,
  /** `told`: cases it concerns now; they compute their deadlines anew in the background. */
  reply: z.object({ version: z.number(), told: z.number() }),
});
export const previewCalendar = defineRoute({
  method: 'post',
  path: '/api/calendars/:calendar/preview',
  summary: 'What a change would move: deadlines and timers of open cases',
  right: 'calendar:write',
  params: z.object({ calendar: name }),
  body: calendarHours,
  reply: z.object({
    /** Cases that may be concerned, and how many of them (the first by id) were computed. */
    cases: z.number(),
    checked: z.number(),
    moves: z.array(
      z.object({
        instanceId: z.string(),
        taskId: taskId.nullable(),
        element: z.string(),
        was: instant,
        due: instant,
      }),
    ),
  }),
});
export const listHolidays = defineRoute({
  method: 'get',
  path: '/api/holidays',
  summary: 'Days off by law of a country, to be taken into a calendar',
  right: 'calendar:read',
  query: z.object({
    country: z.string().length(2),
    region: z.string().max(10).optional(),
    fromYear: z.coerce.number().int().min(1970).max(2200),
    toYear: z.coerce.number().int().min(1970).max(2200),
  }),
  reply: z.object({ days: z.array(z.object({ date: z.string(), name: z.string() })) }),
});
/** Order: what the step names, its customer's, its region's, its team's, the default. */
export const setCalendarRule = defineRoute({
  method: 'put',
  path: '/api/calendar-rules',
  summary: 'Which calendar a customer, a region or a team goes by (null = none of its own)',
  right: 'calendar:write',
  body: z.object({
    kind: z.enum(['customer', 'region', 'team']),
    value: z.string().min(1).max(60),
    calendar: name.nullable(),
  }),
  reply: done.extend({ told: z.number() }),
});
