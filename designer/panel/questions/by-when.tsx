import { NumberInput, Select } from '@mantine/core';
import { type DurationUnit, formatSimpleDuration, parseSimpleDuration } from '../../edit/duration.ts';
import { text } from '../../edit/extension.ts';
import { useText } from '../../texts.tsx';
import { LazyInput } from '../lazy-input.tsx';
import { usePanel, useSetAttributes } from '../panel-context.tsx';
import { Question } from '../question.tsx';

const units: DurationUnit[] = ['minutes', 'hours', 'days', 'weeks'];

/** By when? Working time of a calendar, when it warns, and what the deadline means in words. */
export function ByWhen() {
  const t = useText();
  const { object, catalogue, readOnly } = usePanel();
  const set = useSetAttributes();
  const due = text(object, 'perennial:due');
  const simple = due === '' ? { amount: 0, unit: 'days' as const } : parseSimpleDuration(due);
  const calendar = text(object, 'perennial:calendar');
  return (
    <Question
      title={t('byWhen')}
      hint={
        due && simple
          ? t(calendar === 'none' ? 'byWhen.clock' : 'byWhen.working', { amount: simple.amount, unit: t(`unit.${simple.unit}`) })
          : undefined
      }
    >
      {simple ? (
        <div className="designer-row">
          <NumberInput
            aria-label={t('byWhen.amount')}
            value={simple.amount || ''}
            min={0}
            max={9999}
            allowDecimal={false}
            placeholder={t('byWhen.none')}
            readOnly={readOnly}
            onChange={(value) =>
              set({ 'perennial:due': Number(value) > 0 ? formatSimpleDuration({ amount: Number(value), unit: simple.unit }) : '' })
            }
          />
          <Select
            aria-label={t('byWhen.unit')}
            data={units.map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))}
            value={simple.unit}
            allowDeselect={false}
            readOnly={readOnly}
            onChange={(unit) =>
              simple.amount && set({ 'perennial:due': formatSimpleDuration({ amount: simple.amount, unit: unit as DurationUnit }) })
            }
          />
        </div>
      ) : (
        <LazyInput aria-label={t('byWhen')} value={due} onCommit={(value) => set({ 'perennial:due': value })} readOnly={readOnly} />
      )}
      <div className="designer-row">
        <Select
          label={t('byWhen.calendar')}
          data={[
            { value: '', label: t('byWhen.defaultCalendar') },
            ...catalogue.calendars.map((name) => ({ value: name, label: name })),
            { value: 'none', label: t('byWhen.roundTheClock') },
          ]}
          value={calendar}
          allowDeselect={false}
          readOnly={readOnly}
          onChange={(value) => set({ 'perennial:calendar': value ?? '' })}
        />
        <Select
          label={t('byWhen.warn')}
          data={['', '50%', '75%', '90%'].map((value) => ({ value, label: value || t('byWhen.noWarning') }))}
          value={text(object, 'perennial:warn')}
          allowDeselect={false}
          readOnly={readOnly}
          onChange={(value) => set({ 'perennial:warn': value ?? '' })}
        />
      </div>
    </Question>
  );
}
