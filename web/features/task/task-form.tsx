import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FieldProblem } from '../../../api/contract/problem.ts';
import type { FormField, TaskDetail } from '../../../api/contract/tasks.ts';
import { serverNow } from '../../lib/clock.ts';
import { send } from '../../lib/drafts/outbox.ts';
import { forgetRefusal, refusals } from '../../lib/drafts/refusals.ts';
import { useKeys } from '../../lib/keys/use-keys.ts';
import { useMe } from '../../lib/session.ts';
import { useStore } from '../../lib/store.ts';
import { useText } from '../../lib/text/text.ts';
import { useAskedItems } from './asked-items.ts';
import { completionOf } from './completion.ts';
import { DeferPopover } from './defer-popover.tsx';
import { focusCallBack, focusFirstProblem, focusNote } from './focus.ts';
import { FormBody } from './form-body.tsx';
import { FormEnd } from './form-end.tsx';
import { missing } from './missing.ts';
import { useClaim } from './queries.ts';
import { useShownFields } from './shown-fields.ts';
import { stepName } from './step-name.ts';
import { useAskedFields } from './use-asked-fields.ts';
import { useDraft } from './use-draft.ts';

export interface TaskFormProps {
  task: TaskDetail;
  /** `column`: the inbox's third pane; `wide`: two columns on the record page. */
  layout: 'column' | 'wide';
  /** The page says what the case as a whole knows: only what this step knows beyond it is said here. */
  caseShown?: boolean;
  /** Goes to the next case at once. Absent = there is no next; the form then stays. */
  onNext?: () => void;
  /** Line about who is next. */
  next?: React.ReactNode;
}

/** One step's whole form. Mounted per task (`key={task.id}`), so that nothing of one case reaches another. */
export function TaskForm({ task, layout, caseShown = false, onNext, next }: TaskFormProps) {
  const { t } = useText();
  const me = useMe();
  const root = useRef<HTMLFormElement>(null);
  const claim = useClaim();
  const claimMutate = claim.mutate;
  const mine = task.assignee?.id === me.id;
  const onFirstTouch = useCallback(() => {
    if (!mine) claimMutate(task);
  }, [mine, task, claimMutate]);
  const { draft, change, setValue, savedAt, onServer } = useDraft(task, onFirstTouch);
  const shown = useShownFields(task, draft);
  const refusal = useStore(refusals).find((each) => each.task === task.id);
  const [here, setHere] = useState<readonly FieldProblem[]>([]);
  const problems = useMemo(() => [...here, ...(refusal?.problem.fields ?? [])], [here, refusal]);
  const asked = useAskedFields(task, shown, refusal?.problem.fields);
  const askedItems = useAskedItems(task, draft);
  const fields: readonly FormField[] = useMemo(() => [...shown, ...asked], [shown, asked]);
  const [deferring, setDeferring] = useState(false);

  useEffect(() => {
    if (refusal || here.length > 0) focusFirstProblem(root.current);
  }, [refusal, here]);

  const complete = (stay: boolean) => {
    const lacks = missing(task, draft, fields, askedItems, serverNow());
    setHere(lacks);
    if (lacks.length > 0) return;
    const result = task.outcomes.find((each) => each.value === draft.outcome)?.name ?? stepName(task);
    void send({
      ...completionOf(task, draft, fields),
      done: t('recent.completed', { result, record: task.record?.title ?? task.process }),
    });
    if (!stay) onNext?.();
  };
  const choose = (outcome: string) => {
    setHere([]);
    change({ outcome: draft.outcome === outcome ? null : outcome });
  };
  const callBack = () => {
    if (focusCallBack(root.current)) return;
    const field = task.form.find((each) => each.type === 'callBack');
    const outcome = field?.outcomes?.[0] ?? task.outcomes.find((each) => field && each.requires.includes(field.key))?.value;
    if (!outcome) return setDeferring(true);
    change({ outcome });
    requestAnimationFrame(() => focusCallBack(root.current));
  };
  const may = task.status === 'open' && task.mayComplete && !task.suspended;
  const why = task.suspended ? t('problem.suspended') : undefined;
  useKeys(
    may
      ? [
          ...task.outcomes.slice(0, 9).map((outcome, index) => ({
            keys: `KeyR Digit${index + 1}`,
            label: t('keys.result', { name: outcome.name }),
            group: 'case' as const,
            run: () => choose(outcome.value),
          })),
          ...task.outcomes
            .slice(0, 9)
            .map((outcome, index) => ({ keys: `Digit${index + 1}`, group: 'case' as const, run: () => choose(outcome.value) })),
          { keys: 'KeyN', label: t('keys.note'), group: 'case', run: () => focusNote(root.current) },
          { keys: 'KeyB', label: t('keys.callBack'), group: 'case', run: callBack },
          { keys: 'KeyD', label: t('keys.defer'), group: 'case', run: () => setDeferring(true) },
          { keys: 'Mod+Enter', label: t(onNext ? 'keys.completeNext' : 'keys.complete'), group: 'case', run: () => complete(false) },
          { keys: 'Mod+Shift+Enter', label: t('keys.completeStay'), group: 'case', run: () => complete(true) },
        ]
      : [],
  );
  const put = (problemPath: string) => setHere((all) => all.filter((problem) => problem.path !== problemPath));
  return (
    <form
      ref={root}
      noValidate
      data-layout={layout}
      aria-label={task.name}
      style={{ display: 'contents' }}
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <FormBody
        task={task}
        draft={draft}
        fields={fields}
        asked={askedItems}
        problems={problems}
        refusal={refusal}
        layout={layout}
        caseShown={caseShown}
        disabled={!may}
        onChoose={choose}
        onChange={(patch, path) => {
          put(path);
          change(patch);
        }}
        onValue={(key, value, words) => {
          put(key);
          if (refusal) forgetRefusal(task.id);
          setValue(key, value, words);
        }}
      />
      <FormEnd
        layout={layout}
        savedAt={savedAt}
        onServer={onServer}
        disabled={!may}
        why={why}
        hasNext={onNext !== undefined}
        next={next}
        onComplete={complete}
        defer={<DeferPopover task={task} opened={deferring} disabled={!may} why={why} onChange={setDeferring} onDeferred={onNext} />}
      />
    </form>
  );
}
