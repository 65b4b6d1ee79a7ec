import { Button, Drawer, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormComponent, readForms, writeComponents } from '../edit/forms.ts';
import type { Manifest } from '../edit/package-files.ts';
import { recordFields } from '../panel/panel-context.tsx';
import { useText } from '../texts.tsx';
import type { PackageFile } from '../types.ts';
import { FormField } from './form-field.tsx';
import { asKind } from './kinds.ts';

interface Props {
  formId: string | undefined;
  /** Name of the step whose form it is; empty = it has none. */
  step: string;
  /** Asked before there is a case: of a record only where the process has one. */
  atStart: boolean;
  files: PackageFile[];
  manifest: Manifest;
  outcomes: { value: string; name: string }[];
  readOnly: boolean;
  setFiles(change: (files: PackageFile[]) => PackageFile[]): void;
  onClose(): void;
}

/** The fields a task asks for: catalogue fields or names of the task's own, in order, each for all results or for some. */
export function FormSheet({ formId, step, atStart, files, manifest, outcomes, readOnly, setFiles, onClose }: Props) {
  const t = useText();
  const form = readForms(files).find((entry) => entry.id === formId);
  const known = atStart && !manifest.recordType ? [] : recordFields(manifest);
  const save = (components: FormComponent[]) => form && setFiles((before) => writeComponents(before, form.path, components));
  const components = form?.components ?? [];
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
      title={<b>{t('form.title', { name: step || (formId ?? '') })}</b>}
      closeButtonProps={{ 'aria-label': t('panel.close') }}
    >
      {components.map((component, index) => (
        <FormField
          // biome-ignore lint/suspicious/noArrayIndexKey: two fields may ask the same key for different results.
          key={index}
          component={component}
          outcomes={outcomes}
          readOnly={readOnly}
          first={index === 0}
          last={index === components.length - 1}
          onEdit={(edited) => save(components.with(index, edited))}
          onMove={(by) => move(index, by)}
          onRemove={() => save(components.toSpliced(index, 1))}
        />
      ))}
      {components.length === 0 && <p className="designer-quiet">{t('form.empty')}</p>}
      {!readOnly && (
        <div className="designer-row designer-form-add">
          {known.length > 0 && (
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
          )}
          <Button variant="default" leftSection={<IconPlus size={14} />} onClick={() => addField(freeKey(components))}>
            {t('form.own')}
          </Button>
        </div>
      )}
    </Drawer>
  );
}

function freeKey(components: FormComponent[]): string {
  for (let number = components.length + 1; ; number += 1)
    if (!components.some((component) => component.key === `field${number}`)) return `field${number}`;
}

/** A field of the record asks as the record says; its choices are the record's. */
function fieldFor(key: string, manifest: Manifest, label: string): FormComponent {
  const [typeId, fieldKey] = key.split('.');
  const field = manifest.recordTypes?.find((type) => type.id === typeId)?.fields.find((entry) => entry.key === fieldKey);
  const made = asKind({ key, label, type: 'textfield' }, field?.type ?? 'text');
  return field?.options ? { ...made, values: field.options } : made;
}
