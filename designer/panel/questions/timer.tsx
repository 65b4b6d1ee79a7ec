import { SegmentedControl, Select } from '@mantine/core';
import { readTimer, type TimerValue, writeTimer } from '../../edit/expression.ts';
import { text } from '../../edit/extension.ts';
import { useText } from '../../texts.tsx';
import { LazyInput } from '../lazy-input.tsx';
import { usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** How long, or until when? */
export function Timer() {
  const t = useText();
  const { canvas, element, definition, catalogue, readOnly } = usePanel();
  if (!definition) return null;
  const ctx = { modeling: canvas.modeling, factory: canvas.factory };
  const timer = readTimer(definition);
  const write = (change: Partial<TimerValue>) => writeTimer(ctx, element, definition, { ...timer, ...change });
  return (
    <Question title={t('timer')} hint={t(`timer.${timer.kind}.hint`)}>
      <SegmentedControl
        size="xs"
        fullWidth
        value={timer.kind}
        readOnly={readOnly}
        data={(['timeDuration', 'timeDate', 'timeCycle'] as const).map((kind) => ({ value: kind, label: t(`timer.${kind}`) }))}
        onChange={(kind) => write({ kind: kind as TimerValue['kind'] })}
      />
      <LazyInput
        aria-label={t('timer')}
        value={timer.body}
        onCommit={(body) => write({ body })}
        readOnly={readOnly}
        placeholder={timer.kind === 'timeDate' ? '2027-02-01T09:00:00Z' : timer.kind === 'timeCycle' ? 'R3/P1D' : 'P30D'}
      />
      <Select
        label={t('byWhen.calendar')}
        data={[{ value: '', label: t('byWhen.roundTheClock') }, ...catalogue.calendars.map((name) => ({ value: name, label: name }))]}
        value={text(definition, 'perennial:timerCalendar')}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(calendar) =>
          canvas.modeling.updateModdleProperties(element, definition, { 'perennial:timerCalendar': calendar || undefined })
        }
      />
    </Question>
  );
}
