import { readFormalExpression, writeFormalExpression } from '../../edit/expression.ts';
import { useText } from '../../texts.tsx';
import { FeelInput } from '../feel-input.tsx';
import { useEdit, usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** As soon as what holds? */
export function Conditional() {
  const t = useText();
  const { element, definition, readOnly } = usePanel();
  const ctx = useEdit();
  if (!definition) return null;
  return (
    <Question title={t('conditional')} hint={t('conditional.hint')}>
      <FeelInput
        aria-label={t('conditional')}
        placeholder="lead.budget > 10000"
        value={readFormalExpression(definition, 'condition')}
        onCommit={(condition) => writeFormalExpression(ctx, element, definition, 'condition', condition)}
        readOnly={readOnly}
      />
    </Question>
  );
}
