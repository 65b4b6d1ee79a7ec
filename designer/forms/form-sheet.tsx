import { ActionIcon, Button, Checkbox, Drawer, MultiSelect, Select } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { type FormComponent, readForms, writeComponents } from '../edit/forms.ts';
import type { Manifest } from '../edit/package-files.ts';
import { LazyInput } from '../panel/lazy-input.tsx';
import { recordFields } from '../panel/panel-context.tsx';
import { useText } from '../texts.tsx';
import type { PackageFile } from '../types.ts';

interface Props {
  formId: string | undefined;
  files: PackageFile[];
  manifest: Manifest;
  outcomes: { value: string; name: string }[];
  readOnly: boolean;
  setFiles(change: (files: PackageFile[]) => PackageFile[]): void;
  onClose(): void;
}

const types = ['textfield', 'textarea', 'number', 'checkbox', 'datetime', 'select', 'filepicker'];

/** The fields a task asks for: catalogue fields or names of the task's own, in order, each for all results or for some. */
export function FormSheet({ formId, files, manifest, outcomes, readOnly, setFiles, onClose }: Props) {
  const t = useText();
  const form = readForms(files).find((entry) => entry.id === formId);
  const known = recordFields(manifest);
  const save = (components: FormComponent[]) => form && setFiles((before) => writeComponents(before, form.path, components));
  const components = form?.components ?? [];
  const edit = (index: number, change: Partial<FormComponent>) =>
    save(components.with(index, { ...components[index], ...change } as FormComponent));
  const move = (index: number, by: number) => {
    const moved = components[index];
    if (moved) save(components.toSpliced(index, 1).toSpliced(index + by, 0, moved));
  };
  const addField = (key: string) =>
    save([...components, fieldFor(key, manifest, known.find((field) => field.value === key)?.label ?? t('form.newField'))]);
  return (
    <Drawer
      opened={form !== undefined}
      onClose={onClose}
      position="right"
      size={480}
      title={<b>{t('form.title', { name: formId ?? '' })}</b>}
      closeButtonProps={{ 'aria-label': t('panel.close') }}
    >
      {components.map((component, index) => {
        const only = (component.properties?.outcomes ?? '')
          .split(',')
          .map((value) => value.trim())
          .filter(Boolean);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two fields may ask the same key for different results.
          <div className="designer-form-field" key={index}>
            <LazyInput
              label={t('form.label')}
              value={component.label ?? ''}
              onCommit={(label) => edit(index, { label })}
              readOnly={readOnly}
            />
            <div className="designer-row">
              <LazyInput
                className="designer-grow"
                label={t('form.key')}
                value={component.key ?? ''}
                onCommit={(key) => edit(index, { key })}
                readOnly={readOnly}
              />
              <Select
                label={t('form.type')}
                data={[...new Set([...types, component.type])].map((value) => ({ value, label: t(`formType.${value}`) }))}
                value={component.type}
                allowDeselect={false}
                readOnly={readOnly}
                onChange={(type) => edit(index, { type: type ?? component.type })}
              />
            </div>
            {outcomes.length > 0 && (
              <MultiSelect
                label={t('form.outcomes')}
                placeholder={only.length ? '' : t('form.outcomes.all')}
                data={outcomes.map(({ value, name }) => ({ value, label: t(name) }))}
                value={only}
                readOnly={readOnly}
                onChange={(values) => edit(index, { properties: { ...component.properties, outcomes: values.join(',') } })}
              />
            )}
            {/select|radio|checklist/.test(component.type) && (
              <LazyInput
                label={t('fields.options')}
                value={(component.values ?? []).map((option) => option.label).join(', ')}
                readOnly={readOnly}
                onCommit={(text) =>
                  edit(index, {
                    values: text
                      .split(',')
                      .map((label) => label.trim())
                      .filter(Boolean)
                      .map((label) => component.values?.find((option) => option.label === label) ?? { value: label, label }),
                  })
                }
              />
            )}
            <div className="designer-row">
              <Checkbox
                className="designer-grow"
                label={t('form.required')}
                checked={component.validate?.required === true}
                disabled={readOnly}
                onChange={(event) => edit(index, { validate: { ...component.validate, required: event.currentTarget.checked } })}
              />
              {!readOnly && (
                <>
                  <ActionIcon variant="subtle" aria-label={t('form.up')} disabled={index === 0} onClick={() => move(index, -1)}>
                    <IconArrowUp size={16} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    aria-label={t('form.down')}
                    disabled={index === components.length - 1}
                    onClick={() => move(index, 1)}
                  >
                    <IconArrowDown size={16} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    aria-label={t('form.remove', { name: component.label ?? '' })}
                    onClick={() => save(components.toSpliced(index, 1))}
                  >
                    <IconX size={16} />
                  </ActionIcon>
                </>
              )}
            </div>
          </div>
        );
      })}
      {components.length === 0 && <p className="designer-quiet">{t('form.empty')}</p>}
      {!readOnly && (
        <div className="designer-row">
          <Select
            className="designer-grow"
            placeholder={t('form.addField')}
            aria-label={t('form.addField')}
            searchable
            data={known
              .filter((field) => !components.some((component) => component.key === field.value))
              .map(({ value, label }) => ({ value, label: t(label) }))}
            value={null}
            onChange={(key) => key && addField(key)}
          />
          <Button variant="default" leftSection={<IconPlus size={14} />} onClick={() => addField(`field${components.length + 1}`)}>
            {t('form.own')}
          </Button>
        </div>
      )}
    </Drawer>
  );
}

function fieldFor(key: string, manifest: Manifest, label: string): FormComponent {
  const [typeId, fieldKey] = key.split('.');
  const field = manifest.recordTypes?.find((type) => type.id === typeId)?.fields.find((entry) => entry.key === fieldKey);
  const byType: { [type: string]: string } = {
    longText: 'textarea',
    number: 'number',
    money: 'number',
    boolean: 'checkbox',
    date: 'datetime',
    dateTime: 'datetime',
    select: 'select',
    multiSelect: 'checklist',
  };
  const type = byType[field?.type ?? 'text'] ?? 'textfield';
  const special =
    field && ['phone', 'email', 'money', 'date', 'dateTime', 'user'].includes(field.type) ? { properties: { type: field.type } } : {};
  return { type, key, label, ...(field?.options ? { values: field.options } : {}), ...special };
}
