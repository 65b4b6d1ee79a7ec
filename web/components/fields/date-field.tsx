import { DateInput, DatesProvider, DateTimePicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import dayjs from 'dayjs';
import 'dayjs/locale/pl';
import 'dayjs/locale/ru';
import customParseFormat from 'dayjs/plugin/customParseFormat';
import { instantOf, wallOf } from '../../lib/format/dates.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import { errorText } from './error-text.tsx';
import { type FieldProps, inputName, textOf } from './field-props.ts';
import { Label } from './label.tsx';

dayjs.extend(customParseFormat);

/** A day (`2026-11-25`), or a moment in the reader's zone, stored as an instant. */
export function DateField({ field, value, onChange, required, error, aside }: FieldProps) {
  const { t, locale } = useText();
  const me = useMe();
  const common = {
    name: inputName(field.key),
    label: (
      <Label required={required} aside={aside}>
        {field.label}
      </Label>
    ),
    labelProps: { style: { display: 'block' } },
    description: field.help ?? undefined,
    error: errorText(error),
    'aria-required': required,
    leftSection: <IconCalendar size={16} aria-hidden="true" />,
    clearable: !required,
    clearButtonProps: { 'aria-label': t('field.clear') },
  };
  return (
    <DatesProvider settings={{ locale, firstDayOfWeek: 1, weekendDays: [], consistentWeeks: true }}>
      {field.type === 'date' ? (
        <DateInput
          {...common}
          valueFormat="D MMM YYYY"
          value={textOf(value).slice(0, 10) || null}
          onChange={(day) => onChange(day ? String(day).slice(0, 10) : null)}
        />
      ) : (
        <DateTimePicker
          {...common}
          valueFormat="D MMM YYYY, HH:mm"
          value={toWall(textOf(value), me.zone)}
          onChange={(wall) => onChange(wall ? toInstant(String(wall), me.zone) : null)}
        />
      )}
    </DatesProvider>
  );
}

const two = (part: number) => String(part).padStart(2, '0');

/** Instant -> `2026-11-25 10:00:00` in a zone, as the picker speaks. */
export function toWall(instant: string, zone: string): string | null {
  const at = Date.parse(instant);
  if (!Number.isFinite(at)) return null;
  const wall = wallOf(at, zone);
  return `${wall.year}-${two(wall.month)}-${two(wall.day)} ${two(wall.hour)}:${two(wall.minute)}:00`;
}

export function toInstant(wall: string, zone: string): string | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)/.exec(wall);
  if (!match) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = match.slice(1).map(Number);
  return new Date(instantOf({ year, month, day, hour, minute }, zone)).toISOString();
}
