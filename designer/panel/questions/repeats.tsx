import { Select } from '@mantine/core';
import { type LoopKind, loopKind, writeLoopKind } from '../../edit/loop.ts';
import { useText } from '../../texts.tsx';
import { useEdit, usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';
import { ForEach } from './repeats-for-each.tsx';
import { AsLongAs } from './repeats-while.tsx';

const kinds: LoopKind[] = ['once', 'list', 'count', 'while'];

/** Does it repeat? For each of a list, so many times, or as long as a condition holds. */
export function Repeats() {
  const t = useText();
  const { element, object, readOnly } = usePanel();
  const ctx = useEdit();
  const kind = loopKind(object);
  return (
    <Question title={t('repeats')}>
      <Select
        aria-label={t('repeats')}
        data={kinds.map((value) => ({ value, label: t(`repeats.${value}`) }))}
        value={kind}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(chosen) => writeLoopKind(ctx, element, (chosen ?? kind) as LoopKind)}
      />
      {(kind === 'list' || kind === 'count') && <ForEach kind={kind} />}
      {kind === 'while' && <AsLongAs />}
    </Question>
  );
}
