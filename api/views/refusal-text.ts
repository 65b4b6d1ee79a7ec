import type { Json, MigrationReason } from '../../engine/contract/index.ts';
import type { Locale } from '../contract/index.ts';
import { isTextKey, say } from '../texts/text.ts';
import { reasonText } from './migration-text.ts';

/** What a batch keeps of a case that it could not do: the kernel's rejection, or what the batch itself found. */
export interface ToldRefusal {
  code: string;
  /** English. */
  message: string;
  params?: { [name: string]: Json };
  element?: string;
}

/** Why something was not done to a case, in the reader's language; the English sentence where its code has no text. */
export function refusalText({ code, message, params }: ToldRefusal, locale: Locale): string {
  const reasons = params?.reasons as unknown as MigrationReason[] | undefined;
  if (code === 'notMovable' && reasons) return reasons.map((each) => reasonText(each, undefined, locale)).join('; ');
  const key = `refusal.${code}`;
  return isTextKey(key) ? say(locale, key, { message }) : message;
}

type Item = { outcome: string; code: string | null; message: string | null; reply: Json };

/** As it stands in a batch's item; null = it was done, or waits. */
export function toldRefusal(item: Item): ToldRefusal | null {
  if (item.outcome === 'cancelled') return { code: 'cancelled', message: 'It was stopped before the case had its turn' };
  if (item.code === null) return null;
  const { params, element } = (item.reply ?? {}) as Pick<ToldRefusal, 'params' | 'element'>;
  return { code: item.code, message: item.message ?? '', ...(params ? { params } : {}), ...(element === undefined ? {} : { element }) };
}
