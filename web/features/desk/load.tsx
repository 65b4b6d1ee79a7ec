import { useText } from '../../lib/text/text.ts';
import classes from './desk.module.css';
import type { Desk } from './use-desk.ts';

/** Who holds how much of what he can; in ink, since being busy is not an alarm. */
export function Load({ people, teams, rules }: { people: Desk['load']; teams: { key: string; name: string }[]; rules: Desk['rules'] }) {
  const { t } = useText();
  // Whoever is in no team comes last.
  const groups = [...new Set(people.map((person) => person.team))].toSorted((a, b) => Number(a === null) - Number(b === null));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself, so the keyboard must reach it
    <aside className={classes.load} aria-label={t('desk.loadToday')} tabIndex={0}>
      <section>
        <h2>
          {t('desk.loadToday')} <span className="quiet small">{t('desk.loadWhy')}</span>
        </h2>
        {groups.map((team) => (
          <div key={team ?? ''}>
            <h3>
              {teams.find((entry) => entry.key === team)?.name ?? (team === null ? t('desk.noTeam') : teams.length === 0 ? '…' : team)}
            </h3>
            <ul>
              {people
                .filter((person) => person.team === team)
                .map((person) => (
                  <li key={person.id}>
                    <span className="line">
                      <span className="grow cut">{person.name}</span>
                      {person.away ? (
                        <span className="quiet small">{t('desk.away', { until: person.away })}</span>
                      ) : (
                        person.open >= person.capacity && <span className="quiet small">{t('desk.full')}</span>
                      )}
                      <span className="medium">{t('desk.load', { open: person.open, capacity: person.capacity })}</span>
                    </span>
                    <span className={classes.bar}>
                      <span
                        data-full={person.open >= person.capacity || undefined}
                        style={{ width: `${Math.min(100, person.capacity ? (100 * person.open) / person.capacity : 100)}%` }}
                      />
                    </span>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </section>
      {rules.length > 0 && (
        <section>
          <h2>{t('desk.tellMe')}</h2>
          {rules.map((rule) => (
            <p key={rule.sentence} className={classes.rule}>
              {rule.sentence}
            </p>
          ))}
        </section>
      )}
    </aside>
  );
}
