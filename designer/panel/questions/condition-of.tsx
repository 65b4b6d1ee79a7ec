import { Checkbox } from '@mantine/core';
import type { DiagramElement } from '../../canvas/moddle-element.ts';
import { readFormalExpression, writeFormalExpression } from '../../edit/expression.ts';
import { listOf, readExtension, text } from '../../edit/extension.ts';
import { isDefaultWay } from '../../edit/ways.ts';
import { useText } from '../../texts.tsx';
import { Chips } from '../chips.tsx';
import { LazyTextarea } from '../lazy-input.tsx';
import { useEdit, usePanel } from '../panel-context.tsx';

/** Results of the step before as chips; anything else as FEEL; or this way when no other fits. */
export function ConditionOf({ way, label }: { way: DiagramElement; label: string }) {
  const t = useText();
  const { canvas, readOnly } = usePanel();
  const ctx = useEdit();
  const { source, businessObject: object } = way;
  const body = readFormalExpression(object, 'conditionExpression');
  const isDefault = isDefaultWay(way);
  const results = source ? resultsBefore(source) : undefined;
  const chosen = results?.values.filter(({ value }) => body.includes(`"${value}"`)).map(({ value }) => value) ?? [];
  const write = (condition: string) => writeFormalExpression(ctx, way, object, 'conditionExpression', condition);
  return (
    <>
      {results && results.values.length > 0 && (
        <Chips
          label={t('condition.results')}
          options={results.values.map(({ value, name }) => ({ value, label: t(name) }))}
          value={chosen}
          disabled={readOnly || isDefault}
          onChange={(values) => write(values.map((value) => `${results.variable} = "${value}"`).join(' or '))}
        />
      )}
      {!isDefault && (
        <LazyTextarea
          aria-label={label}
          minRows={1}
          value={body}
          onCommit={write}
          readOnly={readOnly}
          placeholder='result = "interested"'
          classNames={{ input: 'designer-code' }}
        />
      )}
      {source && /Gateway|Task|Activity/.test(source.type) && (
        <Checkbox
          label={t('condition.default')}
          checked={isDefault}
          disabled={readOnly}
          onChange={(event) => canvas.modeling.updateProperties(source, { default: event.currentTarget.checked ? object : undefined })}
        />
      )}
    </>
  );
}

/** Results of the user task that leads into this gateway (or is itself the source). */
function resultsBefore(source: DiagramElement): { variable: string; values: { value: string; name: string }[] } | undefined {
  const tasks =
    source.type === 'bpmn:UserTask'
      ? [source]
      : (source.incoming ?? []).map((flow) => flow.source).filter((before) => before?.type === 'bpmn:UserTask');
  const extension = tasks.map((task) => task && readExtension(task.businessObject, 'perennial:Outcomes')).find(Boolean);
  if (!extension) return undefined;
  return {
    variable: text(extension, 'variable') || 'result',
    values: listOf(extension, 'outcomes').map((outcome) => ({
      value: text(outcome, 'value'),
      name: text(outcome, 'name') || text(outcome, 'value'),
    })),
  };
}
