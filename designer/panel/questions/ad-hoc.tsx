import { Checkbox, SegmentedControl } from '@mantine/core';
import { kindName } from '../../canvas/names.ts';
import { readIds, startable, writeIds } from '../../edit/begins.ts';
import { readFormalExpression, writeFormalExpression } from '../../edit/expression.ts';
import { text } from '../../edit/extension.ts';
import { useText } from '../../texts.tsx';
import { Chips } from '../chips.tsx';
import { FeelInput } from '../feel-input.tsx';
import { useEdit, usePanel, useSetAttributes } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** Side by side or one at a time, what begins by itself, and when is it done? */
export function AdHoc() {
  const t = useText();
  const { canvas, element, object, readOnly } = usePanel();
  const ctx = useEdit();
  const set = useSetAttributes();
  const begins = text(object, 'perennial:begins');
  const chosen = readIds(begins);
  const steps = startable(object).map((step) => ({ value: step.id ?? '', label: step.name ? t(step.name) : kindName(t, step) }));
  const known = chosen?.every((id) => steps.some(({ value }) => value === id));
  const condition = readFormalExpression(object, 'completionCondition');
  return (
    <>
      <Question title={t('adHoc')}>
        <SegmentedControl
          size="xs"
          fullWidth
          value={object.get('ordering') === 'Sequential' ? 'Sequential' : 'Parallel'}
          readOnly={readOnly}
          data={['Parallel', 'Sequential'].map((value) => ({ value, label: t(`adHoc.${value}`) }))}
          onChange={(ordering) => canvas.modeling.updateProperties(element, { ordering })}
        />
      </Question>
      <Question title={t('adHoc.begins')} hint={begins ? undefined : t('adHoc.begins.hint')}>
        {known && steps.length > 0 ? (
          <Chips
            label={t('adHoc.begins')}
            options={steps}
            value={chosen ?? []}
            disabled={readOnly}
            onChange={(ids) => set({ 'perennial:begins': writeIds(ids) })}
          />
        ) : (
          <FeelInput
            aria-label={t('adHoc.begins')}
            placeholder='if hot then ["call"] else []'
            value={begins}
            onCommit={(value) => set({ 'perennial:begins': value })}
            readOnly={readOnly}
          />
        )}
      </Question>
      <Question title={t('adHoc.done')} hint={condition ? undefined : t('adHoc.done.hint')}>
        <FeelInput
          aria-label={t('adHoc.done')}
          placeholder="visited and offer != null"
          value={condition}
          onCommit={(body) => writeFormalExpression(ctx, element, object, 'completionCondition', body)}
          readOnly={readOnly}
        />
        {condition && (
          <Checkbox
            label={t('adHoc.cancel')}
            checked={object.get('cancelRemainingInstances') !== false}
            disabled={readOnly}
            onChange={(event) => canvas.modeling.updateProperties(element, { cancelRemainingInstances: event.currentTarget.checked })}
          />
        )}
      </Question>
    </>
  );
}
