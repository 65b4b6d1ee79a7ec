import type { CompiledPackage, RecordField } from '../../engine/contract/index.ts';
import { labelReader } from './field-values.ts';

/** What people call the fields of a lead in forms and files, besides the package's own labels. */
const synonyms: { [field: string]: string[] } = {
  title: ['subject', 'topic', 'lead number', 'number', 'тема', 'заголовок', 'temat', 'lead'],
  name: [
    'full name',
    'fullname',
    'your name',
    'contact',
    'contact name',
    'имя',
    'фио',
    'ф.и.о.',
    'контакт',
    'контактное лицо',
    'imię i nazwisko',
    'osoba kontaktowa',
    'kontakt',
    'person',
  ],
  firstName: ['firstname', 'given name', 'imię'],
  lastName: ['lastname', 'surname', 'family name', 'nazwisko', 'фамилия'],
  phone: [
    'tel',
    'telephone',
    'mobile',
    'phone number',
    'телефон',
    'тел',
    'тел.',
    'моб. телефон',
    'мобильный',
    'telefon',
    'nr telefonu',
    'komórka',
  ],
  email: ['mail', 'e mail', 'email address', 'почта', 'эл. почта', 'адрес электронной почты', 'adres e-mail', 'poczta'],
  company: ['organisation', 'organization', 'firm', 'company name', 'организация', 'фирма', 'firma', 'nazwa firmy'],
  city: ['town', 'город', 'miasto', 'miejscowość'],
  country: ['страна', 'kraj'],
  need: [
    'message',
    'text',
    'comment',
    'comments',
    'interest',
    'request',
    'question',
    'сообщение',
    'комментарий',
    'запрос',
    'wiadomość',
    'treść',
    'zapytanie',
  ],
  source: ['lead source', 'источник', 'źródło'],
  position: ['job title', 'role', 'должность', 'stanowisko'],
  website: ['site', 'url', 'www', 'сайт'],
  keyword: ['utm_term'],
  note: ['notes', 'remark', 'примечание', 'uwagi'],
};

/** The field meant by a column's heading or a form's key; undefined when none is. Exact after folding case and signs. */
export function fieldNamed(heading: string, fields: readonly RecordField[], pkg: Pick<CompiledPackage, 'texts'>): RecordField | undefined {
  const wanted = fold(heading);
  if (wanted === '') return undefined;
  const labels = labelReader(pkg);
  return (
    fields.find((field) => fold(field.key) === wanted) ??
    fields.find((field) => labels(field.label).some((label) => fold(label) === wanted)) ??
    fields.find((field) => (Object.hasOwn(synonyms, field.key) ? (synonyms[field.key] ?? []) : []).some((name) => fold(name) === wanted))
  );
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_.\-:*]+/g, ' ')
    .trim();
}

/** Moved by the process, computed, or meaningless from outside: never taken from a channel. */
const inner = new Set([
  'priorityWhy',
  'within',
  'weight',
  'attempts',
  'caller',
  'callAt',
  'score',
  'scoreWhy',
  'temperature',
  'refusedBy',
  'managerId',
  'ownerWhy',
  'dataProblems',
  'givenBackBy',
  'personId',
  'organisationId',
  'campaignId',
  'team',
]);

/** Fields of the record type that a channel may fill. */
export function fillableFields(pkg: Pick<CompiledPackage, 'recordType' | 'recordTypes'>): RecordField[] {
  const type = pkg.recordTypes.find((each) => each.id === pkg.recordType);
  return (type?.fields ?? []).filter((field) => !inner.has(field.key) && field.type !== 'json' && field.type !== 'reference');
}
