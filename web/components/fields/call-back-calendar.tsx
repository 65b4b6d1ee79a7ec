import { DatePicker, DatesProvider, TimeInput } from '@mantine/dates';
import 'dayjs/locale/pl';
import 'dayjs/locale/ru';
import { useState } from 'react';
import { serverNow } from '../../lib/clock.ts';
import { dayOf, instantOf, time } from '../../lib/format/dates.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';

/** A day by the calendar; the hour stays the one that was chosen, or 10:00. */
export function CallBackCalendar({ at, onPick }: { at: number | null; onPick: (at: number) => void }) {
  const { t, locale } = useText();
  const me = useMe();
  const [hour, setHour] = useState(at ? time(at, 'en', me.zone) : '10:00');
  const today = dayOf(serverNow(), me.zone);
  const pick = (day: string | null) => {
    const [year = 0, month = 1, date = 1] = (day ?? '').split('-').map(Number);
    const [hours = 10, minutes = 0] = hour.split(':').map(Number);
    const picked = instantOf({ year, month, day: date, hour: hours, minute: minutes }, me.zone);
    if (day && picked > serverNow()) onPick(picked);
  };
  return (
    <DatesProvider settings={{ locale, firstDayOfWeek: 1, weekendDays: [] }}>
      <TimeInput label={t('callBack.hour')} value={hour} onChange={(event) => setHour(event.currentTarget.value)} mb={8} data-autofocus />
      <DatePicker
        value={at ? dayOf(at, me.zone) : null}
        minDate={today}
        onChange={(day) => pick(day)}
        ariaLabels={{ previousMonth: t('callBack.earlier'), nextMonth: t('callBack.later') }}
      />
    </DatesProvider>
  );
}
