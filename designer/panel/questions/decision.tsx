import { Select } from '@mantine/core';
import { text } from '../../edit/extension.ts';
import { useText } from '../../texts.tsx';
import { LazyInput } from '../lazy-input.tsx';
import { usePanel, useSetAttributes } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** Which table decides? */
export function Decision() {
  const t = useText();
  const { object, files, readOnly } = usePanel();
  const set = useSetAttributes();
  const decisions = files
    .filter((file) => file.path.endsWith('.dmn'))
    .flatMap((file) =>
      [...file.content.matchAll(/<(?:\w+:)?decision\b[^>]*\bid="([^"]+)"(?:[^>]*\bname="([^"]+)")?/g)].map((match) => ({
        value: match[1] ?? '',
        label: match[2] ?? match[1] ?? '',
      })),
    );
  const value = text(object, 'perennial:decision');
  return (
    <Question title={t('decision')} hint={decisions.length ? undefined : t('decision.none')}>
      <Select
        aria-label={t('decision')}
        data={decisions.some((entry) => entry.value === value) || !value ? decisions : [...decisions, { value, label: value }]}
        value={value || null}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(decision) => set({ 'perennial:decision': decision ?? '' })}
      />
      <LazyInput
        label={t('script.result')}
        value={text(object, 'perennial:decisionResult')}
        onCommit={(result) => set({ 'perennial:decisionResult': result })}
        readOnly={readOnly}
      />
    </Question>
  );
}
