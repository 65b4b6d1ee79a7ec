import { text } from '../../edit/extension.ts';
import { useText } from '../../texts.tsx';
import { LazyInput, LazyTextarea } from '../lazy-input.tsx';
import { usePanel, useSetAttributes } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** What is worked out? FEEL and where its value goes. */
export function Script() {
  const t = useText();
  const { canvas, element, object, readOnly } = usePanel();
  const set = useSetAttributes();
  return (
    <Question title={t('script')} hint={t('script.hint')}>
      <LazyTextarea
        aria-label={t('script')}
        value={text(object, 'script')}
        onCommit={(script) => canvas.modeling.updateProperties(element, { script, scriptFormat: 'feel' })}
        readOnly={readOnly}
        classNames={{ input: 'designer-code' }}
      />
      <LazyInput
        label={t('script.result')}
        value={text(object, 'perennial:resultVariable')}
        onCommit={(value) => set({ 'perennial:resultVariable': value })}
        readOnly={readOnly}
      />
    </Question>
  );
}
