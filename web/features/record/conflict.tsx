import { Button } from '@mantine/core';
import type { Problem } from '../../../api/contract/problem.ts';
import type { RecordDetail } from '../../../api/contract/records.ts';
import { useText } from '../../lib/text/text.ts';
import { useFieldText } from './field-text.ts';
import classes from './record.module.css';

/** Somebody saved in between: both versions side by side, field by field, and the choice. */
export function Conflict(props: {
  problem: Problem;
  fields: RecordDetail['fields'];
  patch: Record<string, unknown>;
  onKeepMine: (version: number) => void;
  onTakeTheirs: () => void;
}) {
  const { t } = useText();
  const textOf = useFieldText();
  const stored = props.problem.params?.stored as { version?: number; fields?: Record<string, unknown> } | undefined;
  const theirs = (stored?.fields ?? stored ?? {}) as Record<string, unknown>;
  const version = Number(stored?.version ?? props.problem.params?.version);
  const rows = props.fields.filter((field) => field.key in props.patch);
  return (
    <div role="alert" className={classes.conflict}>
      <p className="medium">{t('conflict.title')}</p>
      <table>
        <thead>
          <tr>
            <th />
            <th>{t('conflict.yours')}</th>
            <th>{t('conflict.stored')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((field) => {
            const bare = field.key.slice(field.key.indexOf('.') + 1);
            return (
              <tr key={field.key}>
                <th scope="row">{field.label}</th>
                <td>{textOf(field, props.patch[field.key]) ?? t('history.empty')}</td>
                <td>{textOf(field, field.key in theirs ? theirs[field.key] : (theirs[bare] ?? field.value)) ?? t('history.empty')}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className="line">
        {Number.isFinite(version) && <Button onClick={() => props.onKeepMine(version)}>{t('conflict.keepMine')}</Button>}
        <Button onClick={props.onTakeTheirs}>{t('conflict.takeTheirs')}</Button>
      </div>
    </div>
  );
}
