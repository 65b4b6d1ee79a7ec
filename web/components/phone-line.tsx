import { IconPhone } from '@tabler/icons-react';
import { useNow } from '../lib/clock.ts';
import { time } from '../lib/format/dates.ts';
import { zoneCity } from '../lib/format/zone-city.ts';
import { useText } from '../lib/text/text.ts';

/** The customer's hour stands by his phone. */
export function TheirTime({ zone }: { zone: string | null }) {
  const { t, locale } = useText();
  const now = useNow();
  if (!zone) return null;
  return <span className="quiet">{t('contact.theirTime', { time: time(now, locale, zone), city: zoneCity(zone, locale) })}</span>;
}

export function telHref(phone: string): string {
  return `tel:${phone.replace(/[^\d+]/g, '')}`;
}

export function PhoneIcon() {
  return <IconPhone size={16} aria-hidden="true" />;
}
