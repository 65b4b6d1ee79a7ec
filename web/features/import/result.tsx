import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ImportView } from '../../../api/contract/imports.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './import.module.css';

/** Where the leads are now, and what people do next. */
export function Result({ view }: { view: ImportView }) {
  const { t } = useText();
  const count = view.counts.created + view.counts.attached;
  return (
    <section className={classes.result}>
      {count > 0 && <p>{t('import.result', { count })}</p>}
      <div className="line">
        {count > 0 && (
          <Button component={Link} to="/records" search={{ type: view.recordType, sort: 'created' } as never} variant="filled">
            {t('import.seeLeads')}
          </Button>
        )}
        <Button component={Link} to="/import">
          {t('import.another')}
        </Button>
      </div>
    </section>
  );
}
