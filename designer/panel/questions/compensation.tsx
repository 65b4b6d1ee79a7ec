import { Checkbox, Select } from '@mantine/core';
import type { ModdleElement } from '../../canvas/moddle-element.ts';
import { kindName } from '../../canvas/names.ts';
import { undoable, writeUndone } from '../../edit/compensation.ts';
import { useText } from '../../texts.tsx';
import { useEdit, usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** What is undone? At an edge or a start there is nothing to choose, but to say how it is drawn. */
export function Compensation() {
  const t = useText();
  const { canvas, element, object, definition, readOnly } = usePanel();
  const ctx = useEdit();
  if (!definition) return null;
  if (element.type === 'bpmn:BoundaryEvent' || element.type === 'bpmn:StartEvent') {
    return (
      <Question title={t('compensation.how')}>
        <p className="designer-hint">{t(element.type === 'bpmn:StartEvent' ? 'compensation.start.hint' : 'compensation.edge.hint')}</p>
      </Question>
    );
  }
  const activity = definition.get('activityRef') as ModdleElement | undefined;
  return (
    <Question title={t('compensation')} hint={t('compensation.hint')}>
      <Select
        aria-label={t('compensation')}
        data={[
          { value: '', label: t('compensation.all') },
          ...undoable(object).map((step) => ({ value: step.id ?? '', label: step.name ? t(step.name) : kindName(t, step) })),
        ]}
        value={activity?.id ?? ''}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(id) => writeUndone(ctx, element, definition, id ?? '')}
      />
      <Checkbox
        label={t('compensation.wait')}
        checked={definition.get('waitForCompletion') !== false}
        disabled={readOnly}
        onChange={(event) =>
          canvas.modeling.updateModdleProperties(element, definition, { waitForCompletion: event.currentTarget.checked })
        }
      />
    </Question>
  );
}
