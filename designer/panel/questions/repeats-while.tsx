import { Checkbox } from '@mantine/core';
import { loopExpression, loopOf, setLoop, setLoopExpression } from '../../edit/loop.ts';
import { useText } from '../../texts.tsx';
import { FeelInput } from '../feel-input.tsx';
import { LazyNumber } from '../lazy-input.tsx';
import { useEdit, usePanel } from '../panel-context.tsx';

/** Again as long as what holds, and how often at most? */
export function AsLongAs() {
  const t = useText();
  const { element, object, readOnly } = usePanel();
  const ctx = useEdit();
  const loop = loopOf(object);
  if (!loop) return null;
  const maximum = Number(loop.get('loopMaximum'));
  return (
    <>
      <FeelInput
        label={t('repeats.condition')}
        placeholder='result = "noAnswer"'
        value={loopExpression(object, 'loopCondition')}
        onCommit={(value) => setLoopExpression(ctx, element, 'loopCondition', value)}
        readOnly={readOnly}
      />
      <LazyNumber
        label={t('repeats.maximum')}
        value={Number.isInteger(maximum) && maximum > 0 ? maximum : null}
        min={1}
        max={10_000}
        placeholder={t('repeats.maximum.none')}
        onCommit={(value) => setLoop(ctx, element, { loopMaximum: value })}
        readOnly={readOnly}
      />
      <Checkbox
        label={t('repeats.testBefore')}
        checked={loop.get('testBefore') === true}
        disabled={readOnly}
        onChange={(event) => setLoop(ctx, element, { testBefore: event.currentTarget.checked })}
      />
    </>
  );
}
