import { listCalendarNames } from '../../../db/queries/calendar-reading.ts';
import { listPublished } from '../../../db/queries/packages.ts';
import { listTeams } from '../../../db/queries/people-reading.ts';
import { findDraft } from '../../../db/queries/process-drafts.ts';
import { countCasesAt, listVersions } from '../../../db/queries/process-list.ts';
import { role, getProcess as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { jobTypes } from '../../views/job-types.ts';
import { words } from '../../views/packages.ts';

export const getProcess = endpoint(route, async ({ params, reader, deps }) => {
  const { db } = deps;
  const key = params.process;
  const [versions, draft, casesAt, teams, calendars, person, pkg, published] = await Promise.all([
    listVersions(db, key),
    findDraft(db, key),
    countCasesAt(db, key),
    listTeams(db),
    listCalendarNames(db),
    deps.people.namer(),
    deps.packages.newestOf(key),
    listPublished(db),
  ]);
  const name = draft?.name ?? versions[0]?.name;
  if (name === undefined) return notFound('process');
  return {
    key,
    name: words(pkg, reader.locale, name),
    versions: versions.map(({ name: _name, publishedAt, publishedBy, ...version }) => ({
      ...version,
      publishedAt: publishedAt.toISOString(),
      publishedBy: person(publishedBy),
    })),
    casesAt,
    jobTypes,
    groups: [...teams.map((team) => team.key), ...role.options],
    teams,
    calendars,
    packages: await Promise.all(
      published.map(async (each) => ({ ...each, name: words(await deps.packages.newestOf(each.key), reader.locale, each.name) })),
    ),
  };
});
