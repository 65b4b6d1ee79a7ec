import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { type DurationUnit, formatSimpleDuration, parseSimpleDuration } from '../../edit/duration.ts';
import { text } from '../../edit/extension.ts';
import { useText } from '../../texts.tsx';
import { LazyNumber, LazyTextarea } from '../lazy-input.tsx';
import { usePanel, useSetAttributes } from '../panel-context.tsx';
import { Question } from '../question.tsx';

const units: DurationUnit[] = ['minutes', 'hours', 'days', 'weeks'];

/** By when? Working time of a calendar, when it warns, and what the deadline means in words. */
export function ByWhen() {
  const t = useText();
  const { object, catalogue, readOnly } = usePanel();
  const set = useSetAttributes();
  const due = text(object, 'perennial:due');
  // Without a deadline the unit is only meant for the number that follows.
  const [meant, setMeant] = useState<DurationUnit>('days');
  const simple = due === '' ? { amount: 0, unit: meant } : parseSimpleDuration(due);
  const calendar = text(object, 'perennial:calendar');
  return (
    <Question
      title={t('byWhen')}
      action={
        !simple &&
        !readOnly && (
          <Button variant="subtle" size="compact-sm" onClick={() => set({ 'perennial:due': 'P1D' })}>
            {t('byWhen.fixed')}
          </Button>
        )
      }
      hint={
        due && simple
          ? t(calendar === 'none' ? 'byWhen.clock' : 'byWhen.working', {
              span: t(`span.${calendar === 'none' ? 'clock' : 'working'}.${simple.unit}`, { count: simple.amount }),
            })
          : undefined
      }
    >
      {simple ? (
        <div className="designer-row designer-span">
          <LazyNumber
            aria-label={t('byWhen.amount')}
            value={simple.amount || null}
            min={1}
            max={9999}
            placeholder={t('byWhen.none')}
            readOnly={readOnly}
            onCommit={(amount) => {
              setMeant(simple.unit);
              set({ 'perennial:due': amount ? formatSimpleDuration({ amount, unit: simple.unit }) : '' });
            }}
          />
          <Select
            aria-label={t('byWhen.unit')}
            data={[...new Set([...units, simple.unit])].map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))}
            value={simple.unit}
            allowDeselect={false}
            readOnly={readOnly}
            onChange={(chosen) => {
              const unit = chosen as DurationUnit;
              setMeant(unit);
              if (simple.amount) set({ 'perennial:due': formatSimpleDuration({ amount: simple.amount, unit }) });
            }}
          />
        </div>
      ) : (
        <LazyTextarea
          label={t('byWhen.formula')}
          description={t('byWhen.formulaHint')}
          value={due}
          onCommit={(value) => set({ 'perennial:due': value })}
          readOnly={readOnly}
        />
      )}
      <div className="designer-stack">
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
