import { TagsInput } from '@mantine/core';
import { text } from '../../edit/extension.ts';
import { useText } from '../../texts.tsx';
import { LazyInput } from '../lazy-input.tsx';
import { usePanel, useSetAttributes } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** Who does it? Groups to choose from, and, for experts, a rule that names one person. */
export function Who() {
  const t = useText();
  const { object, catalogue, readOnly } = usePanel();
  const set = useSetAttributes();
  const groups = text(object, 'perennial:candidateGroups');
  const byRule = groups.startsWith('=');
  return (
    <Question title={t('who')} hint={t('who.hint')}>
      {byRule ? (
        <LazyInput
          aria-label={t('who.groups')}
          value={groups}
          onCommit={(value) => set({ 'perennial:candidateGroups': value })}
          readOnly={readOnly}
        />
      ) : (
        <TagsInput
          aria-label={t('who.groups')}
          placeholder={groups ? '' : t('who.lane')}
          data={catalogue.groups}
          value={groups
            .split(',')
            .map((group) => group.trim())
            .filter(Boolean)}
          onChange={(values) => set({ 'perennial:candidateGroups': values.join(', ') })}
          readOnly={readOnly}
        />
      )}
      <LazyInput
        label={t('who.assignee')}
        placeholder={t('who.assignee.placeholder')}
        value={text(object, 'perennial:assignee')}
        onCommit={(value) => set({ 'perennial:assignee': value })}
        readOnly={readOnly}
      />
    </Question>
  );
}
