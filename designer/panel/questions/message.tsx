import { text } from '../../edit/extension.ts';
import { outsideSide } from '../../edit/outside.ts';
import { nameShared, sharedName, sharedNames } from '../../edit/root-elements.ts';
import { useText } from '../../texts.tsx';
import { LazyInput } from '../lazy-input.tsx';
import { NameInput } from '../name-input.tsx';
import { Outside } from '../outside.tsx';
import { useEdit, usePanel } from '../panel-context.tsx';
import { Payload, useDetails } from '../payload.tsx';
import { Question } from '../question.tsx';

/** Which message, whose, and with what? */
export function Message() {
  const t = useText();
  const { element, object, definition, readOnly } = usePanel();
  const target = definition ?? object;
  const ctx = useEdit();
  const details = useDetails('perennial:Message');
  const sends = outsideSide(object) === 'receiver';
  return (
    <Question title={t('message')} hint={t('message.hint')}>
      <NameInput
        label={t('message.name')}
        known={sharedNames(target, 'message')}
        value={sharedName(target, 'message')}
        onCommit={(name) => nameShared(ctx, element, target, 'message', name)}
        readOnly={readOnly}
      />
      <LazyInput
        label={t(sends ? 'message.sentKey' : 'message.key')}
        value={text(details.extension, 'correlationKey')}
        onCommit={(correlationKey) => details.write({ correlationKey })}
        readOnly={readOnly}
      />
      {sends && (
        <LazyInput
          label={t('message.timeToLive')}
          placeholder="PT1H"
          value={text(details.extension, 'timeToLive')}
          onCommit={(timeToLive) => details.write({ timeToLive })}
          readOnly={readOnly}
        />
      )}
      {sends && <Payload details={details} />}
      <Outside />
    </Question>
  );
}
