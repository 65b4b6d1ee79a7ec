import type { Locale } from '../../../api/contract/common.ts';

/** `Intl` names zones, not their cities. Where the company and its customers are; others stand by their English name. */
const cities: Record<string, { ru: string; pl: string }> = {
  'Europe/Warsaw': { ru: 'Варшава', pl: 'Warszawa' },
  'Europe/Moscow': { ru: 'Москва', pl: 'Moskwa' },
  'Europe/Minsk': { ru: 'Минск', pl: 'Mińsk' },
  'Europe/Kyiv': { ru: 'Киев', pl: 'Kijów' },
  'Europe/Kiev': { ru: 'Киев', pl: 'Kijów' },
  'Europe/Vilnius': { ru: 'Вильнюс', pl: 'Wilno' },
  'Europe/Riga': { ru: 'Рига', pl: 'Ryga' },
  'Europe/Tallinn': { ru: 'Таллин', pl: 'Tallinn' },
  'Europe/Chisinau': { ru: 'Кишинёв', pl: 'Kiszyniów' },
  'Europe/Prague': { ru: 'Прага', pl: 'Praga' },
  'Europe/Bratislava': { ru: 'Братислава', pl: 'Bratysława' },
  'Europe/Berlin': { ru: 'Берлин', pl: 'Berlin' },
  'Europe/Vienna': { ru: 'Вена', pl: 'Wiedeń' },
  'Europe/London': { ru: 'Лондон', pl: 'Londyn' },
  'Europe/Dublin': { ru: 'Дублин', pl: 'Dublin' },
  'Europe/Paris': { ru: 'Париж', pl: 'Paryż' },
  'Asia/Yekaterinburg': { ru: 'Екатеринбург', pl: 'Jekaterynburg' },
  'Asia/Almaty': { ru: 'Алматы', pl: 'Ałmaty' },
  'Asia/Tbilisi': { ru: 'Тбилиси', pl: 'Tbilisi' },
};

/** City of a zone, for "09:50 Warsaw". */
export function zoneCity(zone: string, locale: Locale): string {
  const known = locale === 'en' ? undefined : cities[zone]?.[locale];
  return known ?? (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
