import type { CaseWait } from '../../../api/contract/records.ts';
import { useNow } from '../../lib/clock.ts';
import { moment } from '../../lib/format/dates.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import { waitText } from './wait-text.ts';

/** What a case without an open step waits for: the automatic step being tried, a date, a message. */
export function Waits({ waits }: { waits: readonly CaseWait[] }) {
  const { t, locale } = useText();
  const me = useMe();
  const now = useNow();
  const at = (text: string) => moment(Date.parse(text), locale, me.zone, now);
  return (
    <ul className="quiet">
      {waits.map((wait, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same step may wait in several rounds, and a line keeps nothing
        <li key={`${index} ${wait.element}`}>{waitText(wait, t, at, now)}</li>
      ))}
    </ul>
  );
}
