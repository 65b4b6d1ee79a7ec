import { createList, listOf, readExtension, text, writeExtension } from '../../edit/extension.ts';
import { definitionsOf } from '../../edit/kinds.ts';
import { nameShared, sharedName } from '../../edit/root-elements.ts';
import { useText } from '../../texts.tsx';
import { LazyInput } from '../lazy-input.tsx';
import { Outside } from '../outside.tsx';
import { useEdit, usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** Which message, and whose? */
export function Message() {
  const t = useText();
  const { element, object, definition, readOnly } = usePanel();
  const target = definition ?? object;
  const ctx = useEdit();
  // Of several triggers each says its own; a single one says it on the event.
  const holder = definition && definitionsOf(object).length > 1 ? definition : object;
  const extension = readExtension(holder, 'perennial:Message') ?? readExtension(object, 'perennial:Message');
  const payload = listOf(extension, 'payload').map((mapping) => ({ source: text(mapping, 'source'), target: text(mapping, 'target') }));
  const write = (attributes: { correlationKey?: string; timeToLive?: string }) =>
    writeExtension(
      ctx,
      element,
      'perennial:Message',
      createList(ctx, 'perennial:Message', 'payload', 'perennial:Mapping', payload, {
        correlationKey: text(extension, 'correlationKey'),
        timeToLive: text(extension, 'timeToLive'),
        ...attributes,
      }),
      holder,
    );
  return (
    <Question title={t('message')} hint={t('message.hint')}>
      <LazyInput
        label={t('message.name')}
        value={sharedName(target, 'message')}
        onCommit={(name) => nameShared(ctx, element, target, 'message', name)}
        readOnly={readOnly}
      />
      <LazyInput
        label={t('message.key')}
        value={text(extension, 'correlationKey')}
        onCommit={(correlationKey) => write({ correlationKey })}
        readOnly={readOnly}
      />
      <LazyInput
        label={t('message.timeToLive')}
        placeholder="PT1H"
        value={text(extension, 'timeToLive')}
        onCommit={(timeToLive) => write({ timeToLive })}
        readOnly={readOnly}
      />
      <Outside />
    </Question>
  );
}
