import type { UserTaskConfig } from '../../engine/elements/user-task/config.ts';
import type { Locale } from '../contract/index.ts';
import { isTextKey, say } from '../texts/text.ts';
import { type Packages, words } from './packages.ts';

/** The alert rules of the newest versions as sentences: who is told when a step is near its deadline or late. */
export async function alertRules(
  packages: Packages,
  teams: { key: string; name: string }[],
  locale: Locale,
): Promise<{ sentence: string }[]> {
  const versions = await packages.newestVersions();
  const loaded = await packages.getAll(versions.map((each) => each.hash));
  const sentences = [...loaded.values()].flatMap((pkg) =>
    pkg.processes
      .flatMap((process) => process.elements)
      .filter((element) => element.kind === 'user-task')
      .flatMap((element) =>
        ((element.config as UserTaskConfig).deadline?.alerts ?? []).map((alert) => {
          const step = words(pkg, locale, element.name ?? element.id);
          const after = /^late\+(.+)$/.exec(alert.at)?.[1];
          const who = `who.${alert.to}`;
          const to = isTextKey(who) ? say(locale, who) : (teams.find((team) => team.key === alert.to)?.name ?? alert.to);
          if (after) return say(locale, 'rule.lateAfter', { step, after: durationText(after, locale), to });
          return say(locale, alert.at === 'warn' ? 'rule.warn' : 'rule.late', { step, to });
        }),
      ),
  );
  return [...new Set(sentences)].map((sentence) => ({ sentence }));
}

const units: { [letter: string]: string } = { H: 'hour', M: 'minute', D: 'day', W: 'week' };

/** `P1D` as people say it; anything longer than one unit stays as it is written. */
function durationText(iso: string, locale: Locale): string {
  const match = /^PT?(\d+)([HMDW])$/.exec(iso);
  const unit = match?.[2] && units[match[2]];
  return unit ? new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Number(match[1])) : iso;
}
