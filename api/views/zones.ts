/** Zone of countries that have one; larger ones have many, and guessing would show a wrong hour. */
const zones = new Map<string, string>(
  Object.entries({
    AM: 'Asia/Yerevan',
    AT: 'Europe/Vienna',
    AZ: 'Asia/Baku',
    BE: 'Europe/Brussels',
    BG: 'Europe/Sofia',
    BY: 'Europe/Minsk',
    CH: 'Europe/Zurich',
    CZ: 'Europe/Prague',
    DE: 'Europe/Berlin',
    DK: 'Europe/Copenhagen',
    EE: 'Europe/Tallinn',
    FI: 'Europe/Helsinki',
    FR: 'Europe/Paris',
    GB: 'Europe/London',
    GE: 'Asia/Tbilisi',
    GR: 'Europe/Athens',
    HR: 'Europe/Zagreb',
    HU: 'Europe/Budapest',
    IE: 'Europe/Dublin',
    IT: 'Europe/Rome',
    LT: 'Europe/Vilnius',
    LV: 'Europe/Riga',
    MD: 'Europe/Chisinau',
    NL: 'Europe/Amsterdam',
    NO: 'Europe/Oslo',
    PL: 'Europe/Warsaw',
    RO: 'Europe/Bucharest',
    RS: 'Europe/Belgrade',
    SE: 'Europe/Stockholm',
    SI: 'Europe/Ljubljana',
    SK: 'Europe/Bratislava',
    TR: 'Europe/Istanbul',
    UA: 'Europe/Kyiv',
  }),
);

export function zoneOf(country: string | null): string | null {
  return country ? (zones.get(country.toUpperCase()) ?? null) : null;
}
