import { ActionIcon, Button, Select } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import * as definitions from '../../../activities/jobs/definitions.ts';
import type { ModdleElement } from '../../canvas/moddle-element.ts';
import { listOf, readExtension, text, writeExtension } from '../../edit/extension.ts';
import { useText } from '../../texts.tsx';
import { LazyInput } from '../lazy-input.tsx';
import { usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

export type Mapping = { source: string; target: string };
const attributes = ['type', 'retries', 'firstDelay', 'timeout', 'totalTimeout', 'queue'];
/** What a job type is called where no translation names it. */
const titles = new Map(Object.values(definitions).map((each) => [each.type, each.title]));

/** What is done? The job type, what it gets (FEEL) and what comes of it. */
export function Job() {
  const t = useText();
  const { canvas, element, object, catalogue, readOnly } = usePanel();
  const job = readExtension(object, 'perennial:Job');
  const inputs = mappings(job, 'inputs');
  const outputs = mappings(job, 'outputs');
  const write = (change: { type?: string; retries?: number; inputs?: Mapping[]; outputs?: Mapping[] }) => {
    const { factory } = canvas;
    const kept = Object.fromEntries(attributes.map((name) => [name, job?.get(name)]).filter(([, value]) => value !== undefined));
    const make = (type: string, rows: Mapping[]) => rows.map((row) => factory.create(type, { ...row }));
    const next = factory.create('perennial:Job', {
      ...kept,
      ...(change.type === undefined ? {} : { type: change.type }),
      inputs: make('perennial:Input', change.inputs ?? inputs),
      outputs: make('perennial:Output', change.outputs ?? outputs),
    });
    for (const child of [...listOf(next, 'inputs'), ...listOf(next, 'outputs')]) child.$parent = next;
    writeExtension({ modeling: canvas.modeling, factory }, element, 'perennial:Job', next);
  };
  const type = text(job, 'type');
  return (
    <Question title={t('job')} hint={t('job.hint')}>
      <Select
        aria-label={t('job')}
        placeholder={t('job.choose')}
        data={[...new Set([...catalogue.jobTypes, ...(type ? [type] : [])])].map((value) => ({
          value,
          label: t(`job.type.${value}`) === `job.type.${value}` ? (titles.get(value) ?? value) : t(`job.type.${value}`),
        }))}
        value={type || null}
        allowDeselect={false}
        searchable
        readOnly={readOnly}
        onChange={(value) => value && write({ type: value })}
      />
      {type && <MappingRows title={t('job.inputs')} rows={inputs} readOnly={readOnly} onChange={(rows) => write({ inputs: rows })} />}
      {type && <MappingRows title={t('job.outputs')} rows={outputs} readOnly={readOnly} onChange={(rows) => write({ outputs: rows })} />}
    </Question>
  );
}

function mappings(job: ModdleElement | undefined, property: string): Mapping[] {
  return listOf(job, property).map((mapping) => ({ source: text(mapping, 'source'), target: text(mapping, 'target') }));
}

/** `target <- source`; inputs name the target first. */
export function MappingRows({
  title,
  rows,
  readOnly,
  onChange,
}: {
  title: string;
  rows: Mapping[];
  readOnly: boolean;
  onChange(rows: Mapping[]): void;
}) {
  const t = useText();
  return (
    <div className="designer-mapping">
      <header>
        <h3>{title}</h3>
        {!readOnly && (
          <ActionIcon
            variant="subtle"
            size="sm"
            aria-label={t('mapping.add', { list: title })}
            onClick={() => onChange([...rows, { target: '', source: '' }])}
          >
            <IconPlus size={14} />
          </ActionIcon>
        )}
      </header>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place.
        <div className="designer-row" key={index}>
          <LazyInput
            aria-label={t('mapping.target')}
            placeholder={t('mapping.target')}
            value={row.target}
            onCommit={(target) => onChange(rows.with(index, { ...row, target }))}
            readOnly={readOnly}
          />
          <LazyInput
            className="designer-grow"
            aria-label={t('mapping.source')}
            placeholder={t('mapping.source')}
            value={row.source}
            onCommit={(source) => onChange(rows.with(index, { ...row, source }))}
            readOnly={readOnly}
            classNames={{ input: 'designer-code' }}
          />
          {!readOnly && (
            <ActionIcon variant="subtle" aria-label={t('mapping.remove')} onClick={() => onChange(rows.toSpliced(index, 1))}>
              <IconX size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
      {rows.length === 0 && !readOnly && (
        <Button variant="subtle" size="compact-xs" onClick={() => onChange([{ target: '', source: '' }])}>
          {t('mapping.first')}
        </Button>
      )}
    </div>
  );
}
