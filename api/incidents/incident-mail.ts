import type { IncidentRow } from '../../db/queries/operations-incidents.ts';
import type { Reader } from '../access/reader.ts';
import { say } from '../texts/text.ts';
import { type Packages, words } from '../views/packages.ts';
import { incidentSentence } from './incident-words.ts';

/** Named one by one; the desk has the rest. */
const named = 10;

/** One mail about all of these, which are of one process: what is stuck, why, and where to mend it. */
export async function incidentMail(
  { packages, settings }: { packages: Packages; settings: { publicUrl: string } },
  reader: Reader,
  incidents: IncidentRow[],
): Promise<{ subject: string; body: string }> {
  const { locale } = reader;
  const [first] = incidents as [IncidentRow];
  const parts = await Promise.all(
    incidents
      .slice(0, named)
      .map(async (each) => `${await incidentSentence(packages, reader, each)}\n${settings.publicUrl}${placeToMend(each)}`),
  );
  if (incidents.length > named)
    parts.push(
      `${say(locale, 'mail.andMore', { count: incidents.length - named })}\n${settings.publicUrl}${placeOfAll(reader, first.packageKey)}`,
    );
  const pkg = await packages.get(first.packageHash);
  const process = words(pkg, locale, pkg.name || first.packageKey);
  const subject =
    incidents.length === 1
      ? await incidentSentence(packages, reader, first)
      : say(locale, 'mail.casesStuck', { count: incidents.length, process });
  return { subject: subject.replace(/\s+/g, ' '), body: [...parts, say(locale, 'mail.why')].join('\n\n') };
}

function placeToMend({ recordId, instanceId }: IncidentRow): string {
  return recordId ? `/records/${recordId}` : `/cases/${encodeURIComponent(instanceId)}`;
}

function placeOfAll(reader: Reader, process: string): string {
  return reader.rights.has('desk:read') ? '/desk?view=stuck' : `/stuck?process=${encodeURIComponent(process)}`;
}
