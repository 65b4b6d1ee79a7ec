import { listOf, readExtension, text, writeExtension } from '../edit/extension.ts';
import { useText } from '../texts.tsx';
import { LazyInput } from './lazy-input.tsx';
import { MappingRows } from './mapping-rows.tsx';
import { usePanel, useSetAttributes } from './panel-context.tsx';

/** Id, priority, follow-up, documentation, input and output mappings: for those who know BPMN and FEEL. */
export function Expert() {
  const t = useText();
  const { canvas, element, object, readOnly } = usePanel();
  const set = useSetAttributes();
  const mapping = readExtension(object, 'perennial:IoMapping');
  const rows = (name: string) => listOf(mapping, name).map((entry) => ({ source: text(entry, 'source'), target: text(entry, 'target') }));
  const write = (change: { inputs?: ReturnType<typeof rows>; outputs?: ReturnType<typeof rows> }) => {
    const inputs = (change.inputs ?? rows('inputs')).map((row) => canvas.factory.create('perennial:Input', row));
    const outputs = (change.outputs ?? rows('outputs')).map((row) => canvas.factory.create('perennial:Output', row));
    const next = inputs.length + outputs.length ? canvas.factory.create('perennial:IoMapping', { inputs, outputs }) : null;
    if (next) for (const child of [...inputs, ...outputs]) child.$parent = next;
    writeExtension({ modeling: canvas.modeling, factory: canvas.factory }, element, 'perennial:IoMapping', next);
  };
  return (
    <div className="designer-expert">
      <LazyInput label={t('expert.id')} value={object.id ?? ''} onCommit={(id) => set({ id })} readOnly={readOnly} />
      {element.type === 'bpmn:UserTask' && (
        <>
          <LazyInput
            label={t('expert.priority')}
            value={text(object, 'perennial:priority')}
            onCommit={(value) => set({ 'perennial:priority': value })}
            readOnly={readOnly}
          />
          <LazyInput
            label={t('expert.followUp')}
            value={text(object, 'perennial:followUp')}
            onCommit={(value) => set({ 'perennial:followUp': value })}
            readOnly={readOnly}
          />
          <LazyInput
            label={t('expert.due')}
            value={text(object, 'perennial:due')}
            onCommit={(value) => set({ 'perennial:due': value })}
            readOnly={readOnly}
          />
        </>
      )}
      {/Task$|SubProcess|CallActivity|Event$/.test(element.type) && (
        <>
          <MappingRows title={t('expert.inputs')} rows={rows('inputs')} readOnly={readOnly} onChange={(inputs) => write({ inputs })} />
          <MappingRows title={t('expert.outputs')} rows={rows('outputs')} readOnly={readOnly} onChange={(outputs) => write({ outputs })} />
        </>
      )}
    </div>
  );
}
