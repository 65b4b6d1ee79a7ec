import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Locale } from '../../../api/contract/common.ts';
import type en from '../../i18n/en.json';
import { icu } from './icu.ts';

export type TextKey = keyof typeof en;
export type Values = Record<string, string | number | null | undefined>;
export type Say = (key: TextKey, values?: Values) => string;

export const locales: readonly Locale[] = ['en', 'ru', 'pl'];
export const localeNames: Record<Locale, string> = { en: 'English', ru: 'Русский', pl: 'Polski' };

type Load = Record<Locale, () => Promise<{ texts: Record<string, string> }>>;
const first: Load = {
  en: () => import('../../i18n/en.json?first'),
  ru: () => import('../../i18n/ru.json?first'),
  pl: () => import('../../i18n/pl.json?first'),
};
const later: Load = {
  en: () => import('../../i18n/en.json?later'),
  ru: () => import('../../i18n/ru.json?later'),
  pl: () => import('../../i18n/pl.json?later'),
};
let laterWanted = false;

/** A feature that says what no first screen says (`later.ts`): its code, when its texts are there, too. */
export async function withTexts<Module>(module: Promise<Module>): Promise<Module> {
  laterWanted = true;
  const [loaded] = await Promise.all([module, addTexts(later, currentLocale())]);
  return loaded;
}

async function addTexts(load: Load, locale: Locale): Promise<void> {
  const { texts } = await load[locale]();
  i18next.addResourceBundle(locale, 'translation', texts);
}

const remembered = 'perennial.locale';

export function firstLocale(): Locale {
  const stored = localStorage.getItem(remembered);
  const wanted = [stored ?? '', ...navigator.languages].map((tag) => tag.slice(0, 2));
  return locales.find((locale) => locale === wanted.find((tag) => (locales as string[]).includes(tag))) ?? 'en';
}

/** Only the language that is read is loaded; all three hold the same keys, which a test keeps. */
export async function switchLanguage(locale: Locale): Promise<void> {
  if (!i18next.isInitialized) {
    await i18next
      .use(icu)
      .use(initReactI18next)
      .init({
        lng: locale,
        resources: {},
        keySeparator: false,
        nsSeparator: false,
        returnNull: false,
        interpolation: { escapeValue: false },
      });
  }
  await Promise.all([addTexts(first, locale), ...(laterWanted ? [addTexts(later, locale)] : [])]);
  await i18next.changeLanguage(locale);
  localStorage.setItem(remembered, locale);
  document.documentElement.lang = locale;
}

export function currentLocale(): Locale {
  return (i18next.language as Locale | undefined) ?? 'en';
}

/** Texts for code outside components. */
export const say: Say = (key, values) => i18next.t(key as string, values as never) as unknown as string;

export function useText(): { t: Say; locale: Locale } {
  const { t, i18n } = useTranslation();
  const said = useCallback<Say>((key, values) => t(key as string, values as never) as unknown as string, [t]);
  return { t: said, locale: (i18n.language as Locale) ?? 'en' };
}
