import type { ModdleElement } from '../canvas/moddle-element.ts';
import { createList, listOf, readExtension, text, writeExtension } from '../edit/extension.ts';
import { definitionsOf } from '../edit/kinds.ts';
import { useText } from '../texts.tsx';
import { type Mapping, MappingRows } from './mapping-rows.tsx';
import { useEdit, usePanel } from './panel-context.tsx';

export interface Details {
  extension: ModdleElement | undefined;
  payload: Mapping[];
  write(change: { payload?: Mapping[]; correlationKey?: string; timeToLive?: string }): void;
}

/** What is said of a message or signal besides its name. Of several triggers each says its own; a single one says it on the event. */
export function useDetails(type: 'perennial:Message' | 'perennial:Signal'): Details {
  const { element, object, definition } = usePanel();
  const ctx = useEdit();
  const holder = definition && definitionsOf(object).length > 1 ? definition : object;
  const extension = readExtension(holder, type) ?? readExtension(object, type);
  const payload = listOf(extension, 'payload').map((mapping) => ({ source: text(mapping, 'source'), target: text(mapping, 'target') }));
  return {
    extension,
    payload,
    write({ payload: rows = payload, ...attributes }) {
      const before = { correlationKey: text(extension, 'correlationKey'), timeToLive: text(extension, 'timeToLive') };
      const said = type === 'perennial:Message' ? { ...before, ...attributes } : {};
      const empty = rows.length === 0 && Object.values(said).every((value) => !value);
      const next = empty ? null : createList(ctx, type, 'payload', 'perennial:Mapping', rows, said);
      writeExtension(ctx, element, type, next, holder);
    },
  };
}

/** What goes with it: a value for each name the receiver gets. */
export function Payload({ details: { payload, write } }: { details: Details }) {
  const t = useText();
  const { readOnly } = usePanel();
  return <MappingRows title={t('payload')} rows={payload} readOnly={readOnly} onChange={(rows) => write({ payload: rows })} />;
}
