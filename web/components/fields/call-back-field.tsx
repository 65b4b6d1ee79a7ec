import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { IconCalendar, IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useRef, useState } from 'react';
import { callBackLoad } from '../../../api/contract/tasks.ts';
import { call } from '../../lib/api/call.ts';
import { serverNow, useNow } from '../../lib/clock.ts';
import { moment, time } from '../../lib/format/dates.ts';
import { chipsAt } from '../../lib/phrases/chips.ts';
import type { PhraseReading } from '../../lib/phrases/read-phrase.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import { errorText } from './error-text.tsx';
import { type FieldProps, inputName, textOf } from './field-props.ts';
import classes from './fields.module.css';
import { Label } from './label.tsx';

const Calendar = lazy(() => import('./call-back-calendar.tsx').then((module) => ({ default: module.CallBackCalendar })));

/** When to call again, in words ("tomorrow 10"), echoed as a moment; never in the past. Four chips, a calendar, and the load of that hour. */
export function CallBackField({ field, value, onChange, required, error, aside, words, customerZone }: FieldProps) {
  const { t, locale } = useText();
  const me = useMe();
  const now = useNow();
  const at = Date.parse(textOf(value));
  const chosen = Number.isFinite(at) ? at : null;
  // Its own from then on: what comes back from the draft is older than what is being typed.
  const [typed, setTyped] = useState(words ?? (chosen ? moment(chosen, locale, me.zone, now) : ''));
  const [problem, setProblem] = useState<'past' | 'unclear' | null>(null);
  const [calendar, setCalendar] = useState(false);
  const turn = useRef(0);

  const read = async (text: string) => {
    const mine = ++turn.current;
    setTyped(text);
    if (!text.trim()) {
      setProblem(null);
      return onChange(null, '');
    }
    const { readPhrase } = await import('../../lib/phrases/read-phrase.ts');
    if (mine !== turn.current) return;
    const reading: PhraseReading = readPhrase(text, locale, { now: serverNow(), zone: me.zone });
    setProblem('at' in reading ? null : reading.problem);
    onChange('at' in reading ? new Date(reading.at).toISOString() : null, text);
  };
  const take = (moment_: number, text: string) => {
    turn.current++;
    setTyped(text);
    setProblem(null);
    onChange(new Date(moment_).toISOString(), text);
  };

  const chips = chipsAt(now, me.zone);
  const over = chosen !== null && chosen <= now ? 'past' : null;
  const wrong = problem ?? over;
  // What is wrong with the words that stand there says more than that a moment is missing.
  const shownError = wrong ? t(`callBack.${wrong}`) : error;
  return (
    <div>
      <TextInput
        name={inputName(field.key)}
        data-call-back
        data-autofocus
        label={
          <Label required={required} aside={aside}>
            {field.label}
          </Label>
        }
        labelProps={{ style: { display: 'block' } }}
        placeholder={t('callBack.placeholder')}
        autoComplete="off"
        error={errorText(shownError)}
        aria-required={required}
        value={typed}
        onChange={(event) => void read(event.currentTarget.value)}
        leftSectionPointerEvents="all"
        leftSection={
          <Popover opened={calendar} onChange={setCalendar} position="bottom-start" trapFocus withinPortal>
            <Popover.Target>
              <ActionIcon
                variant="transparent"
                color="gray"
                aria-label={t('callBack.calendar')}
                onClick={() => setCalendar((open) => !open)}
              >
                <IconCalendar size={16} color="var(--p-ink3)" />
              </ActionIcon>
            </Popover.Target>
            <Popover.Dropdown>
              <Suspense fallback={<div style={{ width: 260, height: 280 }} />}>
                <Calendar
                  at={chosen}
                  onPick={(picked) => {
                    take(picked, moment(picked, locale, me.zone, now));
                    setCalendar(false);
                  }}
                />
              </Suspense>
            </Popover.Dropdown>
          </Popover>
        }
      />
      {chosen && !wrong && (
        <output className={classes.echo}>
          <span>= {moment(chosen, locale, me.zone, now)}</span>
          {customerZone && <span className="nowrap">{t('callBack.theirs', { time: time(chosen, locale, customerZone) })}</span>}
        </output>
      )}
      {chosen && !wrong && <Load at={chosen} onTake={(opening) => take(opening, moment(opening, locale, me.zone, now))} />}
      <div className={classes.chips}>
        {chips.map((chip) => {
          const label =
            chip.kind === 'inHours'
              ? t('callBack.inHours', { hours: chip.hours })
              : chipDay(
                  chip.day,
                  time(chip.at, locale, me.zone),
                  t,
                  new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: me.zone }).format(chip.at),
                );
          return (
            <button
              key={`${chip.kind} ${chip.at}`}
              type="button"
              className={classes.chip}
              aria-pressed={chosen !== null && Math.abs(chosen - chip.at) < 60_000}
              onClick={() => take(chip.at, label)}
            >
              {label}
            </button>
          );
        })}
      </div>
    </div>
  );
}

function chipDay(day: 'today' | 'tomorrow' | 'weekday', hour: string, t: ReturnType<typeof useText>['t'], weekday: string): string {
  if (day === 'weekday') return `${weekday} ${hour}`;
  return t(`callBack.${day}`, { time: hour });
}

/** How full that hour is; outside working hours the next opening. */
function Load({ at, onTake }: { at: number; onTake: (opening: number) => void }) {
  const { t, locale } = useText();
  const me = useMe();
  const asked = new Date(at).toISOString();
  const load = useQuery({
    queryKey: ['call-back load', asked],
    queryFn: ({ signal }) => call(callBackLoad, { query: { at: asked }, signal }),
  });
  if (!load.data) return <div className={classes.hint} style={{ minHeight: 16 }} />;
  const { taken, room, open, nextOpening } = load.data;
  const opening = Date.parse(nextOpening);
  return (
    <div className={classes.hint}>
      <IconClock size={14} aria-hidden="true" />
      {open ? (
        <span>{t('callBack.load', { taken, room })}</span>
      ) : (
        <>
          <span>{t('callBack.closed')}</span>
          {Number.isFinite(opening) && (
            <button type="button" className="link" onClick={() => onTake(opening)}>
              {t('callBack.takeOpening', { moment: moment(opening, locale, me.zone, serverNow()) })}
            </button>
          )}
        </>
      )}
    </div>
  );
}
