import { Select } from '@mantine/core';
import { text } from '../../edit/extension.ts';
import { useText } from '../../texts.tsx';
import { usePanel, useSetAttributes } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** Which stage does it belong to? */
export function Stage() {
  const t = useText();
  const { object, manifest, readOnly } = usePanel();
  const set = useSetAttributes();
  const stages = manifest.stages ?? [];
  if (!stages.length) return null;
  return (
    <Question title={t('stage')}>
      <Select
        aria-label={t('stage')}
        data={[{ value: '', label: t('stage.same') }, ...stages.map((stage) => ({ value: stage.id, label: t(stage.name) }))]}
        value={text(object, 'perennial:stage')}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(stage) => set({ 'perennial:stage': stage ?? '' })}
        leftSection={
          <span
            className="designer-dot"
            style={{
              background: `var(--stage-${stages.find((stage) => stage.id === text(object, 'perennial:stage'))?.color ?? 'none'}, transparent)`,
            }}
          />
        }
      />
    </Question>
  );
}
