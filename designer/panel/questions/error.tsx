import { eventDefinition } from '../../edit/expression.ts';
import { errorOf, nameError } from '../../edit/root-elements.ts';
import { useText } from '../../texts.tsx';
import { LazyInput } from '../lazy-input.tsx';
import { usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** Which error? Empty on a catching event = any. */
export function ErrorCode() {
  const t = useText();
  const { canvas, element, object, readOnly } = usePanel();
  const definition = eventDefinition(object, 'bpmn:ErrorEventDefinition');
  if (!definition) return null;
  const ctx = { modeling: canvas.modeling, factory: canvas.factory };
  return (
    <Question title={t('error')} hint={t('error.hint')}>
      <LazyInput
        aria-label={t('error')}
        value={String(errorOf(definition)?.get('errorCode') ?? '')}
        onCommit={(code) => nameError(ctx, element, definition, code)}
        readOnly={readOnly}
      />
    </Question>
  );
}
