/** Sentences by code, in the reader's language; `{name}` is filled from the params. A code that is not here is told as it was written. */
const sentences = new Map<string, { en: string; ru: string; pl: string }>([
  ['taskLate', { en: '{task} is late', ru: 'Просрочено: {task}', pl: 'Po terminie: {task}' }],
  ['taskLateSoon', { en: '{task} will be late soon', ru: 'Скоро будет просрочено: {task}', pl: 'Wkrótce po terminie: {task}' }],
  ['knownCustomer', { en: 'A customer of yours asks again', ru: 'Ваш клиент обратился снова', pl: 'Twój klient pyta ponownie' }],
  ['paymentSoon', { en: 'A payment is due in 3 days', ru: 'Через 3 дня срок оплаты', pl: 'Za 3 dni termin płatności' }],
]);

/** The sentence of a code for this reader; `subject` when the code has none. */
export function sentenceFor(code: string | null, params: { [name: string]: unknown }, locale: string, subject: string): string {
  const known = code === null ? undefined : sentences.get(code);
  if (!known) return subject;
  const text = locale === 'ru' ? known.ru : locale === 'pl' ? known.pl : known.en;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => (Object.hasOwn(params, name) ? String(params[name]) : ''));
}
