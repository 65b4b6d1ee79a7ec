import { Checkbox, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { FieldProblem } from '../../../api/contract/problem.ts';
import type { FormField, TaskDetail } from '../../../api/contract/tasks.ts';
import { errorText } from '../../components/fields/error-text.tsx';
import { FieldInput } from '../../components/fields/field-input.tsx';
import { Label } from '../../components/fields/label.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { fieldProblemText, problemText } from '../../components/problem-text.ts';
import type { Refusal } from '../../lib/drafts/refusals.ts';
import type { TaskDraft } from '../../lib/drafts/task-draft.ts';
import { stagesQuery } from '../../lib/stages.ts';
import { useText, withTexts } from '../../lib/text/text.ts';
import type { AskedItems } from './asked-items.ts';
import { fieldValue } from './missing.ts';
import { place } from './places.ts';
import { Results } from './results.tsx';
import { isRequired } from './shown-fields.ts';
import classes from './task-form.module.css';

const Upload = lazy(() => import('../../components/fields/file-field.tsx').then((module) => ({ default: module.Upload })));

const CaseData = lazy(() => withTexts(import('../case/case-data.tsx')).then((module) => ({ default: module.CaseData })));

/** Fields that need the whole width where two stand side by side. */
const wide = new Set<FormField['type']>(['longText', 'json', 'multiSelect', 'callBack', 'file']);

export interface FormBodyProps {
  task: TaskDetail;
  draft: TaskDraft;
  fields: readonly FormField[];
  asked: AskedItems;
  problems: readonly FieldProblem[];
  refusal: Refusal | undefined;
  layout: 'column' | 'wide';
  /** What the case as a whole knows stands beside the form already. */
  caseShown: boolean;
  disabled: boolean;
  onChoose: (outcome: string) => void;
  onChange: (patch: Partial<TaskDraft>, path: string) => void;
  onValue: (key: string, value: unknown, words?: string) => void;
}

export function FormBody(props: FormBodyProps) {
  const { task, draft, fields, problems, layout } = props;
  const { t } = useText();
  const result = task.outcomes.find((each) => each.value === draft.outcome);
  // The guard names the stage that asks by its id.
  const asked = problems.some((problem) => problem.askedBy);
  const stages = useQuery({ ...stagesQuery(task.record?.type ?? ''), enabled: asked && task.record !== null });
  const named = (problem: FieldProblem): FieldProblem => ({
    ...problem,
    askedBy: problem.askedBy && (stages.data?.items.find((stage) => stage.id === problem.askedBy)?.name ?? problem.askedBy),
  });
  const errorAt = (path: string) => {
    const problem = problems.find((each) => each.path === path);
    if (path === place.outcome && problem?.code === 'required') return t('task.chooseResult');
    const type = fields.find((field) => field.key === path)?.type;
    if (problem?.code === 'pattern' && (type === 'email' || type === 'phone')) return t(`field.${type}`);
    return problem ? fieldProblemText(named(problem), t) : undefined;
  };
  // Whatever the refusal says beside its fields, or about places this form does not show.
  const known = new Set([
    ...fields.map((field) => field.key),
    ...Object.values(place).filter((path) => typeof path === 'string'),
    ...task.evidence.map((item) => place.evidence(item.id)),
  ]);
  const elsewhere = (props.refusal?.problem.fields ?? []).filter(
    (problem) => !known.has(problem.path) && !problem.path.startsWith('checklist'),
  );
  const general =
    props.refusal && (props.refusal.problem.fields ?? []).length === 0
      ? [problemText(props.refusal.problem, t)]
      : elsewhere.map((problem) => fieldProblemText(named(problem), t));
  const checklist = task.checklist.length > 0 && (
    <div data-field="checklist">
      <div className={classes.checklistHead}>
        <span>{t('task.checklist')}</span>
        <span className="quiet">{t('task.checked', { done: draft.checklist.length, all: task.checklist.length })}</span>
      </div>
      {task.checklist.map((item) => (
        <Checkbox
          key={item.id}
          className={classes.check}
          label={item.required && props.asked(place.item(item.id)) === 'asked' ? `${item.text} ${t('task.itemRequired')}` : item.text}
          checked={draft.checklist.includes(item.id)}
          onChange={(event) =>
            props.onChange(
              { checklist: event.currentTarget.checked ? [...draft.checklist, item.id] : draft.checklist.filter((id) => id !== item.id) },
              place.checklist,
            )
          }
        />
      ))}
      {problems.some((problem) => problem.path.startsWith('checklist')) &&
        errorText(errorAt(problems.find((problem) => problem.path.startsWith('checklist'))?.path ?? ''))}
    </div>
  );
  const results = task.outcomes.length > 0 && (
    <div data-field="outcome">
      <Results outcomes={task.outcomes} chosen={draft.outcome} onChoose={props.onChoose} error={errorAt(place.outcome)} />
    </div>
  );
  const note = (
    <div data-field="note">
      <Textarea
        name="note"
        label={
          <Label required={result?.note ?? false} aside="" after={<Kbd keys="KeyN" />}>
            {t('task.note')}
          </Label>
        }
        labelProps={{ style: { display: 'block' } }}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={20_000}
        error={errorText(errorAt(place.note))}
        value={draft.note}
        onChange={(event) => props.onChange({ note: event.currentTarget.value }, place.note)}
      />
    </div>
  );
  // What another result would ask for is out of the way, unless it is there already or was asked for all the same.
  const proofs = task.evidence.filter(
    (item) => props.asked(place.evidence(item.id)) !== 'notAsked' || draft.evidence[item.id] || errorAt(place.evidence(item.id)),
  );
  const inputs = (
    <div className={classes.inputs} data-layout={layout}>
      <Suspense fallback={null}>
        {proofs.map((item) => (
          <div key={item.id} data-field={place.evidence(item.id)} data-wide>
            <Upload
              name={`evidence:${item.id}`}
              label={item.text}
              required={false}
              aside={t(item.required && props.asked(place.evidence(item.id)) === 'asked' ? 'task.proof' : 'task.proofOptional')}
              photo={item.kind === 'photo'}
              withPlace={item.place}
              record={task.record?.id}
              error={errorAt(place.evidence(item.id)) ?? errorAt(item.id)}
              file={draft.evidence[item.id] ?? null}
              onUploaded={(file) => props.onChange({ evidence: { ...draft.evidence, [item.id]: file } }, place.evidence(item.id))}
              onRemove={() => {
                const { [item.id]: _gone, ...evidence } = draft.evidence;
                props.onChange({ evidence }, place.evidence(item.id));
              }}
            />
          </div>
        ))}
      </Suspense>
      {fields.map((field) => (
        <div key={field.key} data-field={field.key} data-wide={wide.has(field.type) || undefined}>
          <FieldInput
            field={field}
            value={fieldValue(field, task, draft)}
            words={draft.words[field.key]}
            required={
              isRequired(field, task, draft.outcome) || problems.some((each) => each.path === field.key && each.code === 'required')
            }
            aside={askedLater(field)}
            error={errorAt(field.key)}
            customerZone={task.contact?.zone}
            record={task.record?.id}
            onChange={(value, words) => props.onValue(field.key, value, words)}
          />
        </div>
      ))}
    </div>
  );
  const data = props.caseShown ? task.data.filter((each) => !each.ofCase) : task.data;
  return (
    <fieldset className={classes.body} data-layout={layout} disabled={props.disabled}>
      {general.length > 0 && (
        <div role="alert" className={classes.refusal}>
          {general.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
      )}
      {data.length > 0 && (
        <Suspense fallback={null}>
          <CaseData items={data} wide={layout === 'wide'} />
        </Suspense>
      )}
      {layout === 'wide' ? (
        <div className={classes.columns}>
          <div>
            {checklist}
            {note}
          </div>
          <div>
            {results}
            {inputs}
          </div>
        </div>
      ) : (
        <>
          {results}
          {checklist}
          {note}
          {inputs}
        </>
      )}
    </fieldset>
  );

  function askedLater(field: FormField): string | undefined {
    if (isRequired(field, task, draft.outcome)) return undefined;
    const asks = task.requiredFields.find((each) => each.field === field.key)?.askedBy;
    return asks ? t('field.askedLater', { stage: asks }) : undefined;
  }
}
