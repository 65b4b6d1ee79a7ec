import { Progress } from '@mantine/core';
import type { ImportView } from '../../../api/contract/imports.ts';
import { number } from '../../lib/format/numbers.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './import.module.css';

const outcomes = ['created', 'attached', 'duplicate', 'refused', 'empty', 'waiting'] as const;

/** `4 000 rows = 3 512 new + 290 attach + …`: the sum is the file, always. */
export function Counts({ view }: { view: ImportView }) {
  const { t, locale } = useText();
  const { counts } = view;
  const checking = view.status === 'checking' || view.status === 'checked';
  const finished = counts.total - counts.waiting;
  return (
    <section className={classes.counts} aria-label={t('import.counts')}>
      <dl>
        <div>
          <dt>{t('import.total')}</dt>
          <dd>{number(counts.total, locale)}</dd>
        </div>
        {outcomes
          .filter((outcome) => counts[outcome] > 0 || outcome === 'created' || outcome === 'refused')
          .map((outcome, index) => (
            <div key={outcome}>
              <dt>
                <span className="quiet">{index === 0 ? '= ' : '+ '}</span>
                {t(checking ? `import.will.${outcome}` : `import.did.${outcome}`)}
              </dt>
              <dd>{number(counts[outcome], locale)}</dd>
            </div>
          ))}
      </dl>
      {(view.status === 'running' || view.status === 'checking' || view.status === 'paused') && (
        <Progress
          value={counts.total ? (100 * finished) / counts.total : 0}
          aria-label={t('import.progress', { done: number(finished, locale), total: number(counts.total, locale) })}
        />
      )}
      {(view.status === 'running' || view.status === 'checking') && <p className="quiet small">{t('import.leave')}</p>}
    </section>
  );
}
