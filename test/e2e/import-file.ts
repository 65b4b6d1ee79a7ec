/** Cyrillic as Windows-1251 has it: letters are one block, the rest is ASCII. */
export function windows1251(text: string): Uint8Array {
  return Uint8Array.from([...text], (letter) => {
    const code = letter.codePointAt(0) ?? 63;
    if (code < 0x80) return code;
    if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0;
    return letter === 'ё' ? 0xb8 : letter === 'Ё' ? 0xa8 : 63;
  });
}

/**
 * What people send: Windows-1251 with semicolons, a phone and an amount that are none, a row that came before, and an empty one.
 */
export const leadsFile = {
  name: 'заявки.csv',
  content: windows1251(
    [
      'Название;Телефон;E-mail;Объём',
      'Пекарня Колос;+7 495 000-11-01;kolos@example.com;120000',
      'Чайный дом;+7 495 000-11-02;tea@example.com;5000',
      'Кофейня Зерно;не знаю;;много',
      'Пекарня Колос;+7 495 000-11-01;kolos@example.com;120000',
      ';;;',
      'Мельница;+7 495 000-11-03;mill@example.com;700',
    ].join('\r\n'),
  ),
};
