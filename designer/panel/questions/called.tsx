import { text } from '../../edit/extension.ts';
import { useText } from '../../texts.tsx';
import { LazyInput } from '../lazy-input.tsx';
import { usePanel, useSetAttributes } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** Which process of this package is called? */
export function Called() {
  const t = useText();
  const { object, readOnly } = usePanel();
  const set = useSetAttributes();
  return (
    <Question title={t('called')} hint={t('called.hint')}>
      <LazyInput
        aria-label={t('called')}
        value={text(object, 'calledElement')}
        onCommit={(calledElement) => set({ calledElement })}
        readOnly={readOnly}
      />
    </Question>
  );
}
