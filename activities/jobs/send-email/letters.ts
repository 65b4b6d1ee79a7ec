export interface Letter {
  subject: string;
  text: string;
}

/** Letters by name and language; `{name}` is filled from the job's values. English stands in for other languages. */
const letters = new Map<string, { [language: string]: Letter }>([
  [
    'nurture',
    {
      en: {
        subject: 'When the time comes',
        text: 'Hello {name},\n\nthank you for talking to us. You said that now is not the moment: that is fine. We shall come back to you in a month. Should you need anything earlier, just answer this letter.\n\nKind regards',
      },
      pl: {
        subject: 'Gdy przyjdzie pora',
        text: 'Dzień dobry {name},\n\ndziękujemy za rozmowę. To jeszcze nie ten moment i to w porządku. Odezwiemy się za miesiąc. Gdyby coś było potrzebne wcześniej, wystarczy odpowiedzieć na ten list.\n\nPozdrawiamy',
      },
      ru: {
        subject: 'Когда придёт время',
        text: 'Здравствуйте, {name}!\n\nСпасибо за разговор. Сейчас ещё не время, и это нормально. Мы вернёмся к вам через месяц. Если что-то понадобится раньше, просто ответьте на это письмо.\n\nС уважением',
      },
    },
  ],
]);

export function findLetter(template: string, language: string | null): Letter | undefined {
  const found = letters.get(template);
  return found && (found[language ?? 'en'] ?? found.en);
}

/** A value that is not there leaves its place empty; a letter never says `{name}` or `null`. */
export function fillLetter(letter: Letter, values: { [name: string]: unknown }): Letter {
  const given = new Map(Object.entries(values));
  const fill = (text: string) =>
    text
      .replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = given.get(name);
        return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
      })
      .replace(/ +([,!])/g, '$1')
      .replace(/,!/g, '!');
  return { subject: fill(letter.subject).replace(/[\r\n]+/g, ' '), text: fill(letter.text) };
}
