import { SegmentedControl } from '@mantine/core';
import { collectionOf, itemOf, loopExpression, loopOf, resultsOf, setLoop, setLoopExpression } from '../../edit/loop.ts';
import { useText } from '../../texts.tsx';
import { FeelInput } from '../feel-input.tsx';
import { LazyInput } from '../lazy-input.tsx';
import { useEdit, usePanel } from '../panel-context.tsx';

/** A round for each of a list, or so many: in which order, what is collected, and may it end early? */
export function ForEach({ kind }: { kind: 'list' | 'count' }) {
  const t = useText();
  const { element, object, readOnly } = usePanel();
  const ctx = useEdit();
  const loop = loopOf(object);
  if (!loop) return null;
  const { into, each } = resultsOf(loop);
  return (
    <>
      {kind === 'list' ? (
        <>
          <FeelInput
            label={t('repeats.collection')}
            placeholder="lead.products"
            value={collectionOf(loop)}
            onCommit={(value) => setLoop(ctx, element, { 'perennial:collection': value })}
            readOnly={readOnly}
          />
          <LazyInput
            label={t('repeats.item')}
            placeholder="product"
            value={itemOf(loop)}
            onCommit={(value) => setLoop(ctx, element, { 'perennial:item': value })}
            readOnly={readOnly}
          />
        </>
      ) : (
        <FeelInput
          label={t('repeats.cardinality')}
          placeholder="3"
          value={loopExpression(object, 'loopCardinality')}
          onCommit={(value) => setLoopExpression(ctx, element, 'loopCardinality', value)}
          readOnly={readOnly}
        />
      )}
      <SegmentedControl
        size="xs"
        fullWidth
        value={loop.get('isSequential') === true ? 'sequential' : 'parallel'}
        readOnly={readOnly}
        data={['parallel', 'sequential'].map((value) => ({ value, label: t(`repeats.${value}`) }))}
        onChange={(value) => setLoop(ctx, element, { isSequential: value === 'sequential' })}
      />
      <FeelInput
        label={t('repeats.until')}
        placeholder="numberOfCompletedInstances >= 2"
        value={loopExpression(object, 'completionCondition')}
        onCommit={(value) => setLoopExpression(ctx, element, 'completionCondition', value)}
        readOnly={readOnly}
      />
      <LazyInput
        label={t('repeats.outputCollection')}
        placeholder="answers"
        value={into}
        onCommit={(value) => setLoop(ctx, element, { 'perennial:outputCollection': value })}
        readOnly={readOnly}
      />
      {(into || each) && (
        <FeelInput
          label={t('repeats.outputItem')}
          placeholder="result"
          value={each}
          onCommit={(value) => setLoop(ctx, element, { 'perennial:outputItem': value })}
          readOnly={readOnly}
        />
      )}
    </>
  );
}
