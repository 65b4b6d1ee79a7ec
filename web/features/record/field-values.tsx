import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecordDetail } from '../../../api/contract/records.ts';
import { campaignsQuery } from '../../lib/campaigns.ts';
import { useReadable } from '../../lib/format/readable.ts';
import { useText } from '../../lib/text/text.ts';
import { useFieldText } from './field-text.ts';
import classes from './record.module.css';

/** What is filled in; the empty ones are one press away. */
export function FieldValues({ record }: { record: RecordDetail }) {
  const { t } = useText();
  const campaigns = useQuery(campaignsQuery);
  const textOf = useFieldText(namesOf(record, campaigns.data?.items ?? []));
  const asRead = useReadable();
  const readable = (field: RecordDetail['fields'][number], text: string | null) => (field.text === null ? text : asRead(field.text));
  const [all, setAll] = useState(false);
  const rows = record.fields.map((field) => ({ field, text: readable(field, textOf(field, field.value)) }));
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

/** Names of what the fields refer to, as far as the page knows them. */
function namesOf(record: RecordDetail, campaigns: readonly { id: string; name: string }[]): Map<string, string> {
  return new Map([
    ...campaigns.map(({ id, name }) => [id, name] as const),
    ...record.people.map(({ id, name }) => [id, name] as const),
    ...record.related.map(({ id, title }) => [id, title] as const),
    ...(record.organisation_ ? [[record.organisation_.id, record.organisation_.name] as const] : []),
    ...(record.owner ? [[record.owner.id, record.owner.name] as const] : []),
  ]);
}
