import { Link } from '@tanstack/react-router';
import type { CaseDetail } from '../../../api/contract/cases.ts';
import { useNow } from '../../lib/clock.ts';
import { moment } from '../../lib/format/dates.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import record from '../record/record.module.css';
import classes from './case.module.css';
import { CaseData } from './case-data.tsx';

/** Which process, since when; what it knows; and, for those who operate cases, how that is stored. */
export function CaseSide({ shown, withData }: { shown: CaseDetail; withData: boolean }) {
  const { t, locale } = useText();
  const me = useMe();
  const now = useNow();
  const at = (text: string) => moment(Date.parse(text), locale, me.zone, now);
  const { key, name, version } = shown.process;
  const label = t('case.version', { name, version });
  return (
    <aside className={record.side} data-pane="side" tabIndex={-1} aria-label={t('record.side')}>
      <section className={record.block}>
        <h2 className={record.blockHead}>{t('case.about')}</h2>
        <dl className={classes.facts}>
          <dt>{t('case.process')}</dt>
          <dd>{me.rights.includes('process:read') ? <Link to={`/processes/${key}`}>{label}</Link> : label}</dd>
          <dt>{t('case.started')}</dt>
          <dd>{at(shown.startedAt)}</dd>
          {shown.endedAt && (
            <>
              <dt>{t('case.ended')}</dt>
              <dd>{at(shown.endedAt)}</dd>
            </>
          )}
          <dt>{t('case.number')}</dt>
          <dd className={classes.id}>{shown.id}</dd>
        </dl>
        <p className={classes.others}>
          <Link to="/cases" search={{ process: key } as never}>
            {t('case.others')}
          </Link>
        </p>
      </section>
      {withData && shown.data.length > 0 && (
        <section className={record.block}>
          <CaseData
            items={shown.data}
            head={
              <>
                {t('case.variables')} <span className="quiet">{shown.data.length}</span>
              </>
            }
          />
        </section>
      )}
      {shown.variables && shown.variables.length > 0 && (
        <details className={record.block}>
          <summary className={classes.stored}>{t('case.stored')}</summary>
          <dl className={classes.facts}>
            {shown.variables.map((each) => (
              <div key={each.name} className={classes.variable}>
                <dt>{each.name}</dt>
                <dd>{typeof each.value === 'string' ? each.value : <pre>{JSON.stringify(each.value, null, 1)}</pre>}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </aside>
  );
}
