import { readFormalExpression, writeFormalExpression } from '../../edit/expression.ts';
import { useText } from '../../texts.tsx';
import { FeelInput } from '../feel-input.tsx';
import { useEdit, usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** When does it go on? */
export function Activation() {
  const t = useText();
  const { element, object, readOnly } = usePanel();
  const ctx = useEdit();
  return (
    <Question title={t('activation')} hint={t('activation.hint')}>
      <FeelInput
        aria-label={t('activation')}
        placeholder="activationCount >= 2"
        value={readFormalExpression(object, 'activationCondition')}
        onCommit={(body) => writeFormalExpression(ctx, element, object, 'activationCondition', body)}
        readOnly={readOnly}
      />
    </Question>
  );
}
