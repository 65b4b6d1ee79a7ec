import { nameShared, sharedName, sharedNames } from '../../edit/root-elements.ts';
import { useText } from '../../texts.tsx';
import { NameInput } from '../name-input.tsx';
import { useEdit, usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** Which error? Empty on a catching event = any. */
export function ErrorCode() {
  const t = useText();
  const { element, definition, readOnly } = usePanel();
  const ctx = useEdit();
  if (!definition) return null;
  return (
    <Question title={t('error')} hint={element.type === 'bpmn:EndEvent' ? undefined : t('error.hint')}>
      <NameInput
        aria-label={t('error')}
        known={sharedNames(definition, 'error')}
        value={sharedName(definition, 'error')}
        onCommit={(code) => nameShared(ctx, element, definition, 'error', code)}
        readOnly={readOnly}
      />
    </Question>
  );
}
