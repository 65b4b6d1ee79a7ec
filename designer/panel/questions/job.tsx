import { Select } from '@mantine/core';
import * as definitions from '../../../activities/jobs/definitions.ts';
import type { ModdleElement } from '../../canvas/moddle-element.ts';
import { listOf, readExtension, text, writeExtension } from '../../edit/extension.ts';
import { useText } from '../../texts.tsx';
import { JobInputs } from '../job-inputs.tsx';
import { type Mapping, MappingRows } from '../mapping-rows.tsx';
import { usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

const attributes = ['type', 'retries', 'firstDelay', 'timeout', 'totalTimeout', 'queue'];
/** What the shipped job types ask for, and are called where no translation names them. */
const known = new Map(Object.values(definitions).map((each) => [each.type, each]));

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
          label: t(`job.type.${value}`) === `job.type.${value}` ? (known.get(value)?.title ?? value) : t(`job.type.${value}`),
        }))}
        value={type || null}
        allowDeselect={false}
        searchable
        readOnly={readOnly}
        onChange={(value) => value && write({ type: value })}
      />
      {type && <JobInputs definition={known.get(type)} rows={inputs} onChange={(rows) => write({ inputs: rows })} />}
      {type && <MappingRows title={t('job.outputs')} rows={outputs} readOnly={readOnly} onChange={(rows) => write({ outputs: rows })} />}
    </Question>
  );
}

function mappings(job: ModdleElement | undefined, property: string): Mapping[] {
  return listOf(job, property).map((mapping) => ({ source: text(mapping, 'source'), target: text(mapping, 'target') }));
}
