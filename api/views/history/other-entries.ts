import type { HistoryFile, HistoryInteraction } from '../../../db/queries/record-history.ts';
import { say, type TextKey } from '../../texts/text.ts';
import type { Telling } from './fact-pieces.ts';
import type { Dated } from './stream.ts';

type How = Pick<Telling, 'locale' | 'person'>;

const shapes: { [kind in HistoryInteraction['kind']]: { kind: Dated['kind']; icon: string; key: TextKey } } = {
  call: { kind: 'call', icon: 'IconPhone', key: 'history.call' },
  meeting: { kind: 'call', icon: 'IconUsers', key: 'history.meeting' },
  visit: { kind: 'call', icon: 'IconMapPin', key: 'history.visit' },
  email: { kind: 'mail', icon: 'IconMail', key: 'history.email' },
  letter: { kind: 'mail', icon: 'IconMail', key: 'history.letter' },
  note: { kind: 'note', icon: 'IconNote', key: 'history.note' },
  form: { kind: 'intake', icon: 'IconForms', key: 'history.form' },
};

function dated(id: string, at: Date, rest: Omit<Dated, 'id' | 'at' | 'ms' | 'changes' | 'children'>): Dated {
  return { id, at: at.toISOString(), ms: at.getTime(), changes: [], children: [], ...rest };
}

export function interactionEntry(row: HistoryInteraction, { locale, person }: How): Dated {
  const { kind, icon, key } = shapes[row.kind];
  const title = say(locale, key);
  const text = row.subject ? `${title}: ${row.subject}` : title;
  return dated(row.id, row.at, { kind, icon, actor: person(row.author), text, note: row.body || null });
}

export function fileEntry(row: HistoryFile, { locale, person }: How): Dated {
  return dated(row.id, row.at, {
    kind: 'file',
    icon: 'IconPaperclip',
    actor: person(row.uploadedBy),
    text: say(locale, 'history.file', { name: row.name }),
    note: null,
  });
}
