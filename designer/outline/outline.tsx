import { UnstyledButton } from '@mantine/core';
import type { Canvas } from '../canvas/create-modeler.ts';
import type { DiagramElement } from '../canvas/moddle-element.ts';
import { kindName } from '../canvas/names.ts';
import { type Translate, useText } from '../texts.tsx';
import { outlineRows } from './outline-rows.ts';

/** The diagram as an indented list in the order of the flow, for keyboard and screen reader (bpmn-io/bpmn-js#1548). */
export function Outline({
  canvas,
  revision,
  selected,
  onSelect,
  onLeave,
}: {
  canvas: Canvas;
  revision: number;
  selected: string | undefined;
  onSelect(id: string): void;
  /** To the drawing, to go on with what is selected. */
  onLeave(): void;
}) {
  const t = useText();
  const rows = outlineRows(canvas.registry.getAll());
  // A press on a key is a click of no detail.
  const choose = (event: React.MouseEvent, id: string) => {
    onSelect(id);
    if (event.detail === 0) onLeave();
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLUListElement>) => {
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (event.key === 'Escape') onLeave();
    else if (to === undefined) return;
    const row = to === undefined ? undefined : buttons[to];
    row?.focus();
    if (row?.dataset.id) onSelect(row.dataset.id);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <ul className="designer-outline" data-revision={revision} onKeyDown={onKeyDown}>
      {rows.map(({ element, depth }) => (
        <li key={element.id} aria-current={element.id === selected}>
          <UnstyledButton
            style={{ paddingInlineStart: 16 + depth * 16 }}
            data-id={element.id}
            onClick={(event) => choose(event, element.id)}
          >
            {element.businessObject.name || t('name.none')}
            <span className="designer-quiet">{[kindName(t, element.businessObject), leadsTo(t, element)].filter(Boolean).join(' → ')}</span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}

function leadsTo(t: Translate, element: DiagramElement): string {
  return (element.outgoing ?? [])
    .filter((flow) => flow.type === 'bpmn:SequenceFlow')
    .map(({ target }) => target?.businessObject.name || (target && kindName(t, target.businessObject)))
    .join(', ');
}
