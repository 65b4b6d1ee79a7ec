import { Select } from '@mantine/core';
import { useText } from '../../texts.tsx';
import { usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** Does the process begin here? By the message, by the first of the events, or by all of them together. */
export function StartsProcess() {
  const t = useText();
  const { canvas, element, object, readOnly } = usePanel();
  const gateway = element.type === 'bpmn:EventBasedGateway';
  const together = gateway && object.get('eventGatewayType') === 'Parallel';
  const value = object.get('instantiate') === true ? (together ? 'all' : 'first') : 'no';
  const labels = { no: 'startsProcess.no', first: gateway ? 'startsProcess.first' : 'startsProcess.message', all: 'startsProcess.all' };
  return (
    <Question title={t('startsProcess')}>
      <Select
        aria-label={t('startsProcess')}
        data={(gateway ? (['no', 'first', 'all'] as const) : (['no', 'first'] as const)).map((each) => ({
          value: each,
          label: t(labels[each]),
        }))}
        value={value}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(chosen) =>
          canvas.modeling.updateProperties(element, {
            instantiate: chosen === 'no' ? undefined : true,
            ...(gateway ? { eventGatewayType: chosen === 'all' ? 'Parallel' : undefined } : {}),
          })
        }
      />
    </Question>
  );
}
