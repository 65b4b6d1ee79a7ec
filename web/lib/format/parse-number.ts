/** Reads a number as people type it in any of the three languages: `20 000`, `1,5`, `12 400.50`. Null = no number. */
export function parseNumber(text: string): number | null {
  const bare = text.replace(/[\s\u00a0\u202f'’]/g, '');
  if (!/^[-−]?\d*([.,]\d*)*$/.test(bare) || !/\d/.test(bare)) return null;
  const marks = bare.match(/[.,]/g) ?? [];
  const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
  const decimals = last < 0 ? '' : bare.slice(last + 1);
  // `1.234.567` and `1,234,567` group; one mark before exactly three digits groups only in English style, so it is read as decimals.
  const grouping = marks.length > 1 && marks.every((mark) => mark === marks[0]);
  const whole = (last < 0 || grouping ? bare : bare.slice(0, last)).replace(/[.,]/g, '').replace('−', '-');
  const value = Number(grouping || decimals === '' ? whole : `${whole}.${decimals}`);
  return Number.isFinite(value) ? value : null;
}
