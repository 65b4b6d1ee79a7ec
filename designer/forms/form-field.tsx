import { ActionIcon, Checkbox, MultiSelect, Select } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import type { FormComponent } from '../edit/forms.ts';
import { LazyInput } from '../panel/lazy-input.tsx';
import { useText } from '../texts.tsx';
import { asKind, hasOptions, kindOf, kinds } from './kinds.ts';

interface Props {
  component: FormComponent;
  outcomes: { value: string; name: string }[];
  readOnly: boolean;
  first: boolean;
  last: boolean;
  onEdit(component: FormComponent): void;
  onMove(by: number): void;
  onRemove(): void;
}

/** One question: its words, where the answer goes, of what kind it is, for which results, and whether it must be answered. */
export function FormField({ component, outcomes, readOnly, first, last, onEdit, onMove, onRemove }: Props) {
  const t = useText();
  const kind = kindOf(component);
  const only = listed(component.properties?.outcomes ?? '');
  const label = component.label ?? '';
  const word = (value: string) => (t(`fieldType.${value}`) === `fieldType.${value}` ? value : t(`fieldType.${value}`));
  return (
    <section className="designer-form-field" aria-label={t(label)}>
      <LazyInput label={t('form.label')} value={label} onCommit={(text) => onEdit({ ...component, label: text })} readOnly={readOnly} />
      <Select
        label={t('form.type')}
        data={[...new Set([...kinds, kind])].map((value) => ({ value, label: word(value) }))}
        value={kind}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(value) => value && value !== kind && onEdit(asKind(component, value))}
      />
      {outcomes.length > 0 && (
        <MultiSelect
          label={t('form.outcomes')}
          placeholder={only.length ? '' : t('form.outcomes.all')}
          data={outcomes.map(({ value, name }) => ({ value, label: t(name) }))}
          value={only}
          readOnly={readOnly}
          onChange={(values) => onEdit({ ...component, properties: withOutcomes(component, values) })}
        />
      )}
      <LazyInput
        label={t('form.key')}
        value={component.key ?? ''}
        onCommit={(key) => onEdit({ ...component, key })}
        readOnly={readOnly}
        className={outcomes.length > 0 ? undefined : 'designer-form-wide'}
      />
      {hasOptions(component) && (
        <LazyInput
          className="designer-form-wide"
          label={t('fields.options')}
          placeholder={component.key?.includes('.') ? t('form.options.ofField') : ''}
          value={(component.values ?? []).map((option) => option.label).join(', ')}
          readOnly={readOnly}
          onCommit={(text) => onEdit({ ...component, values: optionsFrom(text, component) })}
        />
      )}
      <div className="designer-row">
        <Checkbox
          className="designer-grow"
          label={t('form.required')}
          checked={component.validate?.required === true}
          disabled={readOnly}
          onChange={(event) => onEdit({ ...component, validate: { ...component.validate, required: event.currentTarget.checked } })}
        />
        {!readOnly && (
          <>
            <ActionIcon variant="subtle" aria-label={t('form.up', { name: label })} disabled={first} onClick={() => onMove(-1)}>
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon variant="subtle" aria-label={t('form.down', { name: label })} disabled={last} onClick={() => onMove(1)}>
              <IconArrowDown size={16} />
            </ActionIcon>
            <ActionIcon variant="subtle" aria-label={t('form.remove', { name: label })} onClick={onRemove}>
              <IconX size={16} />
            </ActionIcon>
          </>
        )}
      </div>
    </section>
  );
}

function withOutcomes(component: FormComponent, outcomes: string[]): FormComponent['properties'] {
  const { outcomes: _before, ...others } = component.properties ?? {};
  return outcomes.length > 0 ? { ...others, outcomes: outcomes.join(',') } : others;
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

/** What was a choice before keeps its value; none at all = those of the record's field. */
function optionsFrom(text: string, component: FormComponent): FormComponent['values'] {
  const labels = [...new Set(listed(text))];
  if (labels.length === 0) return undefined;
  return labels.map((label) => component.values?.find((option) => option.label === label) ?? { value: label, label });
}
