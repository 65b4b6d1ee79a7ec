import { Select } from '@mantine/core';
import type { JobDefinition, JobField } from '../../activities/jobs/job-definition.ts';
import { inputSource, shownInput, withInput } from '../edit/job-inputs.ts';
import { type Translate, useText } from '../texts.tsx';
import { LazyInput, LazyTextarea } from './lazy-input.tsx';
import { type Mapping, MappingRows } from './mapping-rows.tsx';
import { NameInput } from './name-input.tsx';
import { PackageInput } from './package-input.tsx';
import { usePanel } from './panel-context.tsx';

/** A field for each input that the job type declares, and rows for whatever else it is given. */
export function JobInputs({
  definition,
  rows,
  onChange,
}: {
  definition: Pick<JobDefinition, 'type' | 'fields'> | undefined;
  rows: Mapping[];
  onChange(rows: Mapping[]): void;
}) {
  const t = useText();
  const { readOnly } = usePanel();
  const fields = definition?.fields ?? [];
  const declared = rows.filter((row) => fields.some(({ name }) => name === row.target));
  const others = rows.filter((row) => !declared.includes(row));
  return (
    <>
      {definition &&
        fields.map((field) => (
          <Input
            key={`${definition.type}.${field.name}`}
            type={definition.type}
            field={field}
            source={declared.find((row) => row.target === field.name)?.source ?? ''}
            onCommit={(source) => onChange(withInput(rows, field.name, source))}
          />
        ))}
      <MappingRows
        title={t(definition ? 'job.inputs.more' : 'job.inputs')}
        rows={others}
        readOnly={readOnly}
        onChange={(more) => onChange([...declared, ...more])}
      />
    </>
  );
}

/** What an input is called where no translation names it: as its job type says. */
export function inputTitle(t: Translate, type: string, { name, label }: Pick<JobField, 'name' | 'label'>): string {
  return textOr(t, `job.input.${type}.${name}`, label);
}

function Input({ type, field, source, onCommit }: { type: string; field: JobField; source: string; onCommit(source: string): void }) {
  const t = useText();
  const { catalogue, readOnly } = usePanel();
  const { name, kind, required } = field;
  const value = shownInput(kind, source);
  const put = (text: string) => onCommit(inputSource(kind, text));
  const help = field.help && textOr(t, `job.help.${type}.${name}`, field.help);
  const common = { label: inputTitle(t, type, field), description: help, withAsterisk: required === true, readOnly };
  if (kind === 'choice' || kind === 'boolean') {
    const offered =
      kind === 'boolean'
        ? ['true', 'false'].map((each) => ({ value: each, label: t(`job.${each}`) }))
        : (field.choices ?? []).map((each) => ({
            value: each.value,
            label: textOr(t, `job.choice.${type}.${name}.${each.value}`, each.label),
          }));
    const data = value === '' || offered.some((each) => each.value === value) ? offered : [...offered, { value, label: value }];
    return <Select {...common} data={data} value={value || null} clearable={!readOnly} onChange={(chosen) => put(chosen ?? '')} />;
  }
  if (kind === 'package') return <PackageInput {...common} value={value} onCommit={put} />;
  if (kind === 'people') return <NameInput {...common} known={catalogue.groups} value={value} onCommit={put} />;
  if (kind === 'longText') return <LazyTextarea {...common} value={value} onCommit={put} />;
  if (kind === 'expression')
    return <LazyInput {...common} placeholder={t('mapping.source')} value={value} onCommit={put} classNames={{ input: 'designer-code' }} />;
  return <LazyInput {...common} placeholder={kind === 'text' ? t('job.typed') : undefined} value={value} onCommit={put} />;
}

function textOr(t: Translate, key: string, otherwise: string): string {
  const text = t(key);
  return text === key ? otherwise : text;
}
