import { SegmentedControl } from '@mantine/core';
import { useText } from '../../texts.tsx';
import { usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** Does what is going on end, or go on beside it? */
export function Interrupts() {
  const t = useText();
  const { canvas, element, object, readOnly } = usePanel();
  const edge = element.type === 'bpmn:BoundaryEvent';
  const property = edge ? 'cancelActivity' : 'isInterrupting';
  return (
    <Question title={t(edge ? 'interrupts.step' : 'interrupts.rest')}>
      <SegmentedControl
        size="xs"
        fullWidth
        value={object.get(property) === false ? 'goesOn' : 'ends'}
        readOnly={readOnly}
        data={['ends', 'goesOn'].map((value) => ({ value, label: t(`interrupts.${value}`) }))}
        onChange={(value) => canvas.modeling.updateProperties(element, { [property]: value === 'ends' })}
      />
    </Question>
  );
}
