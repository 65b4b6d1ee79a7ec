import { outsideSide } from '../../edit/outside.ts';
import { nameShared, sharedName, sharedNames } from '../../edit/root-elements.ts';
import { useText } from '../../texts.tsx';
import { NameInput } from '../name-input.tsx';
import { Outside } from '../outside.tsx';
import { useEdit, usePanel } from '../panel-context.tsx';
import { Payload, useDetails } from '../payload.tsx';
import { Question } from '../question.tsx';

/** Which signal, and with what? */
export function Signal() {
  const t = useText();
  const { element, object, definition, readOnly } = usePanel();
  const ctx = useEdit();
  const details = useDetails('perennial:Signal');
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
      {outsideSide(object) === 'receiver' && <Payload details={details} />}
      <Outside />
    </Question>
  );
}
