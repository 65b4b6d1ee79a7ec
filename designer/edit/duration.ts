/** `PT4H`, `P2D`, `P1W`, `PT30M` <-> amount and unit; anything else (FEEL, dates) stays text. */
export type DurationUnit = 'minutes' | 'hours' | 'days' | 'weeks' | 'months';

export interface SimpleDuration {
  amount: number;
  unit: DurationUnit;
}

const letters: { [unit in DurationUnit]: { letter: string; time: boolean } } = {
  minutes: { letter: 'M', time: true },
  hours: { letter: 'H', time: true },
  days: { letter: 'D', time: false },
  weeks: { letter: 'W', time: false },
  months: { letter: 'M', time: false },
};

export function parseSimpleDuration(iso: string): SimpleDuration | undefined {
  const match = /^P(T?)(\d{1,6})([MHDW])$/.exec(iso.trim());
  if (!match) return undefined;
  const time = match[1] === 'T';
  const unit = (Object.keys(letters) as DurationUnit[]).find((name) => letters[name].letter === match[3] && letters[name].time === time);
  return unit ? { amount: Number(match[2]), unit } : undefined;
}

export function formatSimpleDuration({ amount, unit }: SimpleDuration): string {
  const { letter, time } = letters[unit];
  return `P${time ? 'T' : ''}${amount}${letter}`;
}
