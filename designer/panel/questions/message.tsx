import { eventDefinition } from '../../edit/expression.ts';
import { createList, listOf, readExtension, text, writeExtension } from '../../edit/extension.ts';
import { messageOf, nameMessage } from '../../edit/root-elements.ts';
import { useText } from '../../texts.tsx';
import { LazyInput } from '../lazy-input.tsx';
import { usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** Which message, and whose? */
export function Message() {
  const t = useText();
  const { canvas, element, object, readOnly } = usePanel();
  const target = eventDefinition(object, 'bpmn:MessageEventDefinition') ?? object;
  const ctx = { modeling: canvas.modeling, factory: canvas.factory };
  const extension = readExtension(object, 'perennial:Message');
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
    );
  return (
    <Question title={t('message')} hint={t('message.hint')}>
      <LazyInput
        label={t('message.name')}
        value={messageOf(target)?.name ?? ''}
        onCommit={(name) => nameMessage(ctx, element, target, name)}
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
    </Question>
  );
}
