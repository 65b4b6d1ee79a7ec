import { Button } from '@mantine/core';
import { useState } from 'react';
import type { RecordDetail } from '../../../api/contract/records.ts';
import { FieldInput } from '../../components/fields/field-input.tsx';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { fieldProblemText } from '../../components/problem-text.ts';
import { ApiError } from '../../lib/api/problem.ts';
import { noteRecent } from '../../lib/shell-state.ts';
import { useText } from '../../lib/text/text.ts';
import { Conflict } from './conflict.tsx';
import { FieldValues } from './field-values.tsx';
import { useChangeRecord } from './queries.ts';
import classes from './record.module.css';

/** Fields, read or edited in place. Only what was changed is sent, at the version it was changed from. */
export function FieldList({ record, editing, onEdit }: { record: RecordDetail; editing: boolean; onEdit: (editing: boolean) => void }) {
  const { t } = useText();
  const [patch, setPatch] = useState<Record<string, unknown>>({});
  const [base, setBase] = useState(record.version);
  const change = useChangeRecord(record.id);
  const changed = Object.keys(patch).length > 0;
  const close = () => {
    setPatch({});
    change.reset();
    onEdit(false);
  };
  const save = (version: number) => {
    if (!changed) return close();
    change.mutate(
      { version, patch },
      {
        onSuccess: () => {
          noteRecent(t('recent.changed', { record: record.title }));
          close();
        },
      },
    );
  };
  const refused = change.error instanceof ApiError ? change.error.problem : null;
  const conflict = refused?.code === 'recordConflict' ? refused : null;
  if (record.fields.length === 0) return null;
  return (
    <section className={classes.block}>
      <h2 className={classes.blockHead}>
        {t('record.fields')}
        {record.mayEdit && !editing && (
          <button
            type="button"
            className={`link ${classes.blockAction}`}
            onClick={() => {
              setBase(record.version);
              onEdit(true);
            }}
          >
            {t('record.edit')}
          </button>
        )}
      </h2>
      {editing && record.mayEdit ? (
        <form
          className={classes.editing}
          onSubmit={(event) => {
            event.preventDefault();
            save(base);
          }}
          onKeyDown={(event) => event.key === 'Escape' && !changed && close()}
        >
          {record.fields
            .filter((field) => field.editable)
            .map((field) => {
              const problem = refused?.fields?.find((each) => each.path === field.key);
              return (
                <FieldInput
                  key={field.key}
                  field={field}
                  value={field.key in patch ? patch[field.key] : field.value}
                  required={field.required}
                  error={problem && fieldProblemText(problem, t)}
                  onChange={(value) => setPatch((before) => ({ ...before, [field.key]: value === '' ? null : value }))}
                />
              );
            })}
          {conflict ? (
            <Conflict
              problem={conflict}
              fields={record.fields}
              patch={patch}
              onKeepMine={(version) => {
                setBase(version);
                save(version);
              }}
              onTakeTheirs={close}
            />
          ) : (
            change.isError && <InlineProblem error={change.error} />
          )}
          <div className="line">
            <Button type="submit" variant="filled" loading={change.isPending}>
              {t('record.save')}
            </Button>
            <Button onClick={close}>{t('cancel')}</Button>
          </div>
        </form>
      ) : (
        <FieldValues record={record} />
      )}
    </section>
  );
}
