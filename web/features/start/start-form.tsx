import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import type { FieldProblem } from '../../../api/contract/problem.ts';
import { createRecord } from '../../../api/contract/records.ts';
import { type StartInfo, startInstance } from '../../../api/contract/starts.ts';
import { FieldInput } from '../../components/fields/field-input.tsx';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { fieldProblemText } from '../../components/problem-text.ts';
import { call } from '../../lib/api/call.ts';
import { ApiError } from '../../lib/api/problem.ts';
import { useText } from '../../lib/text/text.ts';
import { isEmpty } from '../task/missing.ts';
import classes from './start.module.css';
import { given, keyFor, type Sent, typedValues } from './start-values.ts';
import { useVisible } from './use-visible.ts';

/** More fields than this are a press away: a record needs few to begin with. */
const firstFields = 8;

/** Asks for what the start asks for, begins the case and leads to it. What was typed stays when it is refused. */
export function StartForm({ info, onDone }: { info: StartInfo; onDone: () => void }) {
  const { t } = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const sent = useRef<Sent>(undefined);
  const [values, setValues] = useState<Record<string, unknown>>(info.values);
  const [lacks, setLacks] = useState<readonly FieldProblem[]>([]);
  const [all, setAll] = useState(info.kind !== 'record' || info.fields.length <= firstFields + 2);
  const fields = useVisible(info.fields, values);
  const begin = useMutation({
    mutationFn: async () => {
      const typed = given(typedValues(info, values), fields);
      const idempotencyKey = keyFor(sent, JSON.stringify([info.key, typed]));
      if (info.kind !== 'record') {
        const { instanceId } = await call(startInstance, { body: { process: info.key, variables: typed }, idempotencyKey });
        return { to: '/cases/$case', params: { case: instanceId } };
      }
      const { title, ...rest } = typed;
      const own = info.fields.some(({ key }) => key === 'title') ? { title: String(title) } : {};
      const body = { type: info.record?.type ?? '', title: String(title), fields: { ...rest, ...own } };
      const { id } = await call(createRecord, { body, idempotencyKey });
      return { to: '/records/$record', params: { record: id } };
    },
    onSuccess: async ({ to, params }) => {
      for (const queryKey of [['processes'], ['tasks'], ['records'], ['cases'], ['anyCase']]) void queries.invalidateQueries({ queryKey });
      onDone();
      await navigate({ to, params: params as never });
    },
  });
  const refused = begin.error instanceof ApiError ? (begin.error.problem.fields ?? []) : [];
  const problemAt = (key: string) => [...lacks, ...refused].find(({ path }) => path === key || path.endsWith(`.${key}`));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = fields.filter(({ key, required }) => required && isEmpty(values[key]));
    setLacks(missing.map(({ key }) => ({ path: key, code: 'required', message: '' })));
    if (missing.length === 0) begin.mutate();
    else document.querySelector<HTMLElement>(`[name="field:${CSS.escape(missing[0]?.key ?? '')}"]`)?.focus();
  };
  const elsewhere = begin.isError && !refused.some(({ path }) => fields.some(({ key }) => path === key || path.endsWith(`.${key}`)));
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <p className={classes.why}>
        {info.kind === 'record'
          ? t('start.withRecord', { name: info.record?.name ?? '' })
          : t(info.fields.length > 0 ? 'start.asks' : 'start.asksNothing', { version: info.version })}
      </p>
      {(all ? fields : fields.slice(0, firstFields)).map((field) => {
        const problem = problemAt(field.key);
        return (
          <FieldInput
            key={field.key}
            field={field}
            value={values[field.key]}
            required={field.required}
            error={problem && fieldProblemText(problem, t)}
            onChange={(value) => {
              setValues((before) => ({ ...before, [field.key]: value }));
              setLacks((before) => before.filter(({ path }) => path !== field.key));
            }}
          />
        );
      })}
      {!all && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {t('start.more', { count: fields.length - firstFields })}
        </button>
      )}
      {elsewhere && <InlineProblem error={begin.error} />}
      <Button type="submit" variant="filled" loading={begin.isPending} data-autofocus={info.fields.length === 0 || undefined}>
        {info.kind === 'record' ? t('start.make', { name: info.record?.name ?? '' }) : t('start.now')}
      </Button>
    </form>
  );
}
