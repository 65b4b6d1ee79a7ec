import { ActionIcon, Button, Select } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type ManifestField, type ManifestRecordType, writeManifest } from '../edit/package-files.ts';
import { useText } from '../texts.tsx';
import { LazyInput } from './lazy-input.tsx';
import { usePanel } from './panel-context.tsx';
import { Question } from './question.tsx';

const types = ['text', 'longText', 'number', 'money', 'boolean', 'date', 'dateTime', 'select', 'multiSelect', 'phone', 'email', 'user'];

/** Fields of the package's records: a company adds one here, without a programmer. */
export function ProcessFields() {
  const t = useText();
  const { manifest, setFiles, readOnly } = usePanel();
  const recordTypes = manifest.recordTypes ?? [];
  const save = (type: ManifestRecordType, fields: ManifestField[]) =>
    setFiles((files) =>
      writeManifest(files, { ...manifest, recordTypes: recordTypes.map((entry) => (entry.id === type.id ? { ...type, fields } : entry)) }),
    );
  if (!recordTypes.length) return <p className="designer-quiet designer-pad">{t('fields.none')}</p>;
  return recordTypes.map((type) => (
    <Question
      key={type.id}
      title={t('fields', { type: t(type.name) })}
      action={
        !readOnly && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            onClick={() => save(type, [...type.fields, { key: freeKey(type.fields), label: t('fields.new'), type: 'text' }])}
          >
            {t('fields.add')}
          </Button>
        )
      }
    >
      {type.fields.map((field, index) => (
        <div className="designer-field" key={field.key}>
          <LazyInput
            aria-label={t('fields.label')}
            value={field.label}
            onCommit={(label) => save(type, type.fields.with(index, { ...field, label }))}
            readOnly={readOnly}
          />
          <Select
            aria-label={t('fields.type')}
            data={[...new Set([...types, field.type])].map((value) => ({ value, label: t(`fieldType.${value}`) }))}
            value={field.type}
            allowDeselect={false}
            readOnly={readOnly}
            onChange={(value) => save(type, type.fields.with(index, { ...field, type: value ?? 'text' }))}
          />
          {!readOnly && (
            <ActionIcon
              variant="subtle"
              aria-label={t('fields.remove', { name: field.label })}
              onClick={() => save(type, type.fields.toSpliced(index, 1))}
            >
              <IconX size={16} />
            </ActionIcon>
          )}
          <code className="designer-quiet">{`${type.id}.${field.key}`}</code>
          {/select/i.test(field.type) && (
            <LazyInput
              aria-label={t('fields.options')}
              placeholder={t('fields.options')}
              value={(field.options ?? []).map((option) => option.label).join(', ')}
              readOnly={readOnly}
              onCommit={(text) =>
                save(
                  type,
                  type.fields.with(index, {
                    ...field,
                    options: text
                      .split(',')
                      .map((label) => label.trim())
                      .filter(Boolean)
                      .map((label) => field.options?.find((option) => option.label === label) ?? { value: label, label }),
                  }),
                )
              }
            />
          )}
        </div>
      ))}
    </Question>
  ));
}

function freeKey(fields: ManifestField[]): string {
  for (let number = fields.length + 1; ; number += 1) if (!fields.some((field) => field.key === `field${number}`)) return `field${number}`;
}
