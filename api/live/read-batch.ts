import type { Db } from '../../db/database.ts';
import { readFacts } from '../../db/queries/feed.ts';
import { readAnnouncements, readNotifications, readSubjects, visibleAmong } from '../../db/queries/live-feed.ts';
import type { Reach } from '../../db/queries/reach.ts';
import type { Queryable } from '../../db/queryable.ts';
import { reachOf } from '../access/policy.ts';
import type { Reader } from '../access/reader.ts';
import { type LiveEvent, liveEvent } from '../contract/index.ts';
import { numberedId, parseNumberedId } from '../http/numbered-id.ts';
import { notificationText } from '../views/notification-text.ts';
import type { Packages } from '../views/packages.ts';
import { type Addressed, eventsOf, tasksIn } from './events-of-facts.ts';
import type { Position } from './position.ts';

/** Read at a time; what is beyond comes with the next batch. */
export const batchSize = 500;

export interface FeedSources {
  db: Db;
  pool: Queryable;
  packages: Packages;
}

export interface Batch {
  until: Position;
  /** True: there is more to read at once. */
  full: boolean;
  eventsFor(reader: Reader): Promise<LiveEvent[]>;
}

/** What happened after a position, and who of the readers may learn of it. Readers who see the same share one look-up. */
export async function readBatch({ db, pool, packages }: FeedSources, from: Position): Promise<Batch | undefined> {
  const [facts, notifications, announcements] = await Promise.all([
    readFacts(pool, from.facts, batchSize),
    readNotifications(db, from.notifications, batchSize),
    readAnnouncements(db, from.announcements, batchSize),
  ]);
  if (facts.length + notifications.length + announcements.length === 0) return undefined;
  const addressed = await addressedFacts(db, facts);
  const visibility = new Map<string, Promise<(each: Addressed) => boolean>>();
  const seenBy = (reach: Reach) => {
    const key = JSON.stringify(reach);
    const known = visibility.get(key) ?? visibilityFor(db, reach, addressed);
    visibility.set(key, known);
    return known;
  };
  return {
    until: {
      facts: facts.at(-1)?.position ?? from.facts,
      notifications: notifications.at(-1)?.position ?? from.notifications,
      announcements: announcements.at(-1)?.position ?? from.announcements,
    },
    full: Math.max(facts.length, notifications.length, announcements.length) === batchSize,
    async eventsFor(reader) {
      const sees = await seenBy(reachOf(reader));
      const own = notifications.filter((each) => each.userId === reader.id);
      const translate = own.length > 0 ? await packages.translator(reader.locale) : (text: string) => text;
      return [
        ...addressed.filter((each) => (!each.needs || reader.rights.has(each.needs)) && sees(each)).map((each) => each.event),
        ...own.map(
          ({ id, kind, ...row }): LiveEvent => ({ type: 'notification', id, kind, text: notificationText(row, reader, translate) }),
        ),
        ...announcements
          .filter((each) => !each.needs || reader.rights.has(each.needs as never))
          .flatMap((each) => liveEvent.safeParse(each.event).data ?? []),
      ];
    },
  };
}

async function addressedFacts(db: Db, facts: Parameters<typeof eventsOf>[0]): Promise<Addressed[]> {
  if (facts.length === 0) return [];
  const instances = [...new Set(facts.map((each) => each.instanceId))];
  const found = await readSubjects(db, tasksIn(facts), instances);
  const records = new Map<string, { recordId: string; type: string }[]>();
  for (const { instanceId, ...record } of found.records) records.set(instanceId, [...(records.get(instanceId) ?? []), record]);
  const tasks = new Map(found.tasks.map((task) => [numberedId(task.instanceId, task.elementInstance), task]));
  return eventsOf(facts, { tasks, records });
}

async function visibilityFor(db: Db, reach: Reach, addressed: Addressed[]): Promise<(each: Addressed) => boolean> {
  if (reach.all) return () => true;
  const tasks = [...new Set(addressed.flatMap((each) => each.task ?? []))].flatMap((id) => {
    const key = parseNumberedId(id);
    return key ? [{ instanceId: key.instanceId, elementInstance: key.number }] : [];
  });
  const records = [...new Set(addressed.flatMap((each) => each.record ?? []))];
  const visible = await visibleAmong(db, reach, { records, tasks });
  return (each) => (each.task ? visible.tasks.has(each.task) : each.record ? visible.records.has(each.record) : false);
}
