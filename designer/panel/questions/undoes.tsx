import { Checkbox } from '@mantine/core';
import { isHandler } from '../../edit/kinds.ts';
import { useText } from '../../texts.tsx';
import { usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** Is it done only to undo another step? */
export function Undoes() {
  const t = useText();
  const { canvas, element, object, readOnly } = usePanel();
  const handler = isHandler(object);
  return (
    <Question title={t('undoes')} hint={handler ? t('undoes.hint') : undefined}>
      <Checkbox
        label={t('undoes.only')}
        checked={handler}
        disabled={readOnly}
        onChange={(event) => canvas.modeling.updateProperties(element, { isForCompensation: event.currentTarget.checked || undefined })}
      />
    </Question>
  );
}
