export interface NameParts {
  firstName: string | null;
  patronymic: string | null;
  lastName: string | null;
}

/** Countries where a person has a patronymic. */
const withPatronymic = new Set(['RU', 'BY', 'UA', 'KZ', 'KG', 'UZ', 'AM', 'AZ', 'GE', 'MD']);
const patronymic = /(вич|вна|ична|инична|ович|евич|ivna|vich|vna|wicz|wna|ївна|йович)$/i;
const titles = /^(mr|mrs|ms|dr|mgr|inż|pan|pani|г-н|г-жа|господин|госпожа)\.?$/i;
const surname = /(ов|ев|ёв|ин|ын|ский|цкий|ова|ева|ина|ына|ская|цкая|енко|ko|ski|ska|cki|cka|wicz|ov|ova|ev|eva)$/i;

/** First name, patronymic and last name, in either order; what cannot be told apart stays null. */
export function splitName(name: string, country: string | null): NameParts {
  const words = name
    .normalize('NFC')
    .trim()
    .split(/[\s,]+/)
    .filter((word) => word !== '' && !titles.test(word));
  if (words.length === 0) return { firstName: null, patronymic: null, lastName: null };
  const usesPatronymic = (country !== null && withPatronymic.has(country.toUpperCase())) || /\p{Script=Cyrillic}/u.test(name);
  if (usesPatronymic && words.length >= 2) {
    const at = words.findIndex((word, position) => position > 0 && patronymic.test(word));
    if (at === 1 && words.length === 2) return { firstName: words[0]!, patronymic: words[1]!, lastName: null };
    if (at === 1) return { firstName: words[0]!, patronymic: words[1]!, lastName: words.slice(2).join(' ') };
    if (at === 2) return { lastName: words[0]!, firstName: words[1]!, patronymic: words.slice(2).join(' ') };
  }
  if (words.length === 1) return { firstName: words[0]!, patronymic: null, lastName: null };
  const [first, last] = [words[0]!, words.at(-1)!];
  // "Ivanov Ivan": the surname stands first only when it looks like one and the other does not.
  if (words.length === 2 && usesPatronymic && surname.test(first) && !surname.test(last))
    return { firstName: last, patronymic: null, lastName: first };
  return { firstName: first, patronymic: null, lastName: words.slice(1).join(' ') };
}
