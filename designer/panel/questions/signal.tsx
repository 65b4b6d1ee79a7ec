import { nameShared, sharedName, sharedNames } from '../../edit/root-elements.ts';
import { useText } from '../../texts.tsx';
import { NameInput } from '../name-input.tsx';
import { Outside } from '../outside.tsx';
import { useEdit, usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** Which signal? */
export function Signal() {
  const t = useText();
  const { element, definition, readOnly } = usePanel();
  const ctx = useEdit();
  if (!definition) return null;
  return (
    <Question title={t('signal')} hint={t('signal.hint')}>
      <NameInput
        aria-label={t('signal')}
        placeholder={t('signal.example')}
        known={sharedNames(definition, 'signal')}
        value={sharedName(definition, 'signal')}
        onCommit={(name) => nameShared(ctx, element, definition, 'signal', name)}
        readOnly={readOnly}
      />
      <Outside />
    </Question>
  );
}
