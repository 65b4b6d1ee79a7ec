import { IconAlertTriangle } from '@tabler/icons-react';
import type { ImportView } from '../../../api/contract/imports.ts';
import { number } from '../../lib/format/numbers.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './import.module.css';

/** What the check found doubtful in rows that are taken all the same: said before the run, while the file can still be mended. */
export function Warnings({ view }: { view: ImportView }) {
  const { t, locale } = useText();
  if (view.status !== 'checked' || view.warnings.length === 0) return null;
  return (
    <section className={classes.warnings} aria-label={t('import.warnings')}>
      <h2>
        <IconAlertTriangle size={16} aria-hidden="true" /> {t('import.warnings')}
      </h2>
      <ul>
        {view.warnings.map(({ code, count, row, value }) => (
          <li key={code}>
            {t(`import.warning.${code}`, { count })}
            <span className="quiet">
              {', '}
              {value
                ? t('import.warning.first', { row: number(row, locale), value })
                : t('import.warning.firstRow', { row: number(row, locale) })}
            </span>
          </li>
        ))}
      </ul>
      <p className="quiet small">{t('import.warningsWhy')}</p>
    </section>
  );
}
