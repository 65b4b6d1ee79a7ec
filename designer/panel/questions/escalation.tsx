import { text } from '../../edit/extension.ts';
import { nameShared, sharedName, sharedNames } from '../../edit/root-elements.ts';
import { useText } from '../../texts.tsx';
import { LazyInput } from '../lazy-input.tsx';
import { NameInput } from '../name-input.tsx';
import { useEdit, usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** Which escalation? Empty where it is caught = any. */
export function Escalation() {
  const t = useText();
  const { canvas, element, definition, readOnly } = usePanel();
  const ctx = useEdit();
  if (!definition) return null;
  const caught = element.type === 'bpmn:BoundaryEvent' || element.type === 'bpmn:StartEvent';
  return (
    <Question title={t('escalation')} hint={t(caught ? 'escalation.caught.hint' : 'escalation.hint')}>
      <NameInput
        aria-label={t('escalation')}
        placeholder={t('escalation.example')}
        known={sharedNames(definition, 'escalation')}
        value={sharedName(definition, 'escalation')}
        onCommit={(code) => nameShared(ctx, element, definition, 'escalation', code)}
        readOnly={readOnly}
      />
      {caught && (
        <LazyInput
          label={t('escalation.codeVariable')}
          placeholder="escalation"
          value={text(definition, 'perennial:codeVariable')}
          onCommit={(name) => canvas.modeling.updateModdleProperties(element, definition, { 'perennial:codeVariable': name || undefined })}
          readOnly={readOnly}
        />
      )}
    </Question>
  );
}
