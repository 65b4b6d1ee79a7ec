import type { Translate } from '../translator.ts';
import type { Change } from './changes.ts';

/** One change as a sentence in the reader's language. */
export function sentence(change: Change, t: Translate): string {
  const name = t(change.name);
  if (change.sign !== '~') return t(change.sign === '+' ? `${change.what}.new` : `${change.what}.gone`, { name });
  if (!change.about) return t(`${change.what}.changed`, { name });
  const about = t(change.about) === change.about ? t('change.of.other') : t(change.about);
  return change.was !== undefined && change.is !== undefined && change.was.length + change.is.length < 60
    ? `${name}: ${about} ${t(change.was) || '–'} > ${t(change.is) || '–'}`
    : `${name}: ${about}`;
}
