import type { UserTaskConfig } from '../../engine/elements/user-task/config.ts';
import type { Locale } from '../contract/index.ts';
import { isTextKey, say } from '../texts/text.ts';
import { type Packages, words } from './packages.ts';

/** The alert rules of the newest versions as sentences: who is told when a step is near its deadline or late. */
export async function alertRules(packages: Packages, locale: Locale): Promise<{ sentence: string }[]> {
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
          const to = isTextKey(who) ? say(locale, who) : alert.to;
          if (after) return say(locale, 'rule.lateAfter', { step, after, to });
          return say(locale, alert.at === 'warn' ? 'rule.warn' : 'rule.late', { step, to });
        }),
      ),
  );
  return [...new Set(sentences)].map((sentence) => ({ sentence }));
}
