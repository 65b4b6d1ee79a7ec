import { ActionIcon, SegmentedControl, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { triggers } from '../../../engine/triggers/index.ts';
import { definitionsOf } from '../../edit/kinds.ts';
import { addDefinition, positionOf, removeDefinition, triggersFor } from '../../edit/several.ts';
import { useText } from '../../texts.tsx';
import { useEdit, usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** Which of them, and does one suffice? Each of them asks its own question below. */
export function Several() {
  const t = useText();
  const { canvas, element, object, readOnly } = usePanel();
  const ctx = useEdit();
  const thrown = ['throw', 'end'].includes(positionOf(object));
  const nameOf = (type: string) => t(`trigger.${triggers.find(({ bpmnType }) => bpmnType === type)?.kind}`);
  return (
    <Question title={t(thrown ? 'several.thrown' : 'several')}>
      {!thrown && (
        <SegmentedControl
          size="xs"
          fullWidth
          value={object.get('parallelMultiple') === true ? 'all' : 'any'}
          readOnly={readOnly}
          data={['any', 'all'].map((value) => ({ value, label: t(`several.${value}`) }))}
          onChange={(value) => canvas.modeling.updateProperties(element, { parallelMultiple: value === 'all' || undefined })}
        />
      )}
      {definitionsOf(object).map((definition, index) => (
        <div className="designer-row designer-trigger" key={definition.id ?? `${index} ${definition.$type}`}>
          <span className="designer-grow">{nameOf(definition.$type)}</span>
          {!readOnly && (
            <ActionIcon
              variant="subtle"
              aria-label={t('several.remove', { trigger: nameOf(definition.$type) })}
              onClick={() => removeDefinition(ctx, element, definition)}
            >
              <IconX size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
      {!readOnly && (
        <Select
          aria-label={t('several.add')}
          placeholder={t('several.add')}
          value={null}
          data={triggersFor(object).map(({ bpmnType }) => ({ value: bpmnType ?? '', label: nameOf(bpmnType ?? '') }))}
          onChange={(type) => type && addDefinition(ctx, element, type)}
        />
      )}
    </Question>
  );
}
