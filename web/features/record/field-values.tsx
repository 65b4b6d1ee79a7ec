import { useState } from 'react';
import type { RecordDetail } from '../../../api/contract/records.ts';
import { useText } from '../../lib/text/text.ts';
import { useFieldText } from './field-text.ts';
import classes from './record.module.css';

/** What is filled in; the empty ones are one press away. */
export function FieldValues({ fields }: { fields: RecordDetail['fields'] }) {
  const { t } = useText();
  const textOf = useFieldText();
  const [all, setAll] = useState(false);
  const rows = fields.map((field) => ({ field, text: textOf(field, field.value) }));
  const empty = rows.filter((row) => row.text === null).length;
  return (
    <>
      <dl className={classes.fields}>
        {rows
          .filter((row) => all || row.text !== null)
          .map(({ field, text }) => (
            <div key={field.key}>
              <dt>{field.label}</dt>
              <dd>{text ?? <span className="quiet">{t('history.empty')}</span>}</dd>
            </div>
          ))}
      </dl>
      {empty > 0 && (
        <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('record.hideEmpty') : t('record.showEmpty', { count: empty })}
        </button>
      )}
    </>
  );
}
