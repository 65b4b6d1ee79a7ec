import { Pill, TagsInput } from '@mantine/core';
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
  const names = catalogue.groupNames ?? {};
  const nameOf = (group: string) => (Object.hasOwn(names, group) ? names[group] : undefined) ?? group;
  /** Whoever types what a group is called means it. */
  const keyOf = (typed: string) =>
    catalogue.groups.find((group) => group === typed || nameOf(group).toLowerCase() === typed.toLowerCase()) ?? typed;
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
          filter={({ options, search }) =>
            options.filter(
              (each) =>
                'value' in each && `${each.value} ${nameOf(String(each.value))}`.toLowerCase().includes(search.trim().toLowerCase()),
            )
          }
          renderOption={({ option }) => nameOf(String(option.value))}
          renderPill={({ option, onRemove, disabled }) => (
            <Pill withRemoveButton={!readOnly} onRemove={onRemove} disabled={disabled} title={String(option.value)}>
              {nameOf(String(option.value))}
            </Pill>
          )}
          value={groups
            .split(',')
            .map((group) => group.trim())
            .filter(Boolean)}
          onChange={(values) => set({ 'perennial:candidateGroups': [...new Set(values.map(keyOf))].join(', ') })}
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
