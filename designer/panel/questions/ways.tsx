import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowRight, IconArrowUp } from '@tabler/icons-react';
import type { DiagramElement } from '../../canvas/moddle-element.ts';
import { kindName } from '../../canvas/names.ts';
import { moveWay, waysOf } from '../../edit/ways.ts';
import { useText } from '../../texts.tsx';
import { useEdit, usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';
import { ConditionOf } from './condition-of.tsx';

/** Which way does it go? All ways out with their conditions, in the order in which they are asked. */
export function Ways() {
  const t = useText();
  const { canvas, element, readOnly } = usePanel();
  const ctx = useEdit();
  const ways = waysOf(element);
  // Only where the first that fits is taken does it matter which is asked first.
  const ordered = element.type === 'bpmn:ExclusiveGateway' && ways.length > 1;
  const nameOf = ({ businessObject, target }: DiagramElement) =>
    businessObject.name || target?.businessObject.name || (target ? kindName(t, target.businessObject) : '');
  // The row moves, and the key that moved it keeps the focus.
  const move = (event: React.MouseEvent<HTMLButtonElement>, way: DiagramElement, by: number) => {
    const button = event.currentTarget;
    moveWay(ctx, element, way, by);
    requestAnimationFrame(() => button.focus());
  };
  const open = (way: DiagramElement) => canvas.modeler.get<{ select(element: DiagramElement): void }>('selection').select(way);
  const hint = ways.length > 1 ? t(ordered ? 'ways.first' : 'ways.each') : t('ways.few');
  return (
    <Question title={t('ways')} hint={hint}>
      <ol className="designer-ways">
        {ways.map((way, index) => (
          <li key={way.id}>
            <div className="designer-way-head">
              <UnstyledButton className="designer-way-open" title={t('ways.open')} onClick={() => open(way)}>
                {way.businessObject.name && <span>{way.businessObject.name}</span>}
                <IconArrowRight size={14} aria-hidden />
                <span className={way.businessObject.name ? 'designer-quiet' : undefined}>
                  {way.target?.businessObject.name || (way.target && kindName(t, way.target.businessObject))}
                </span>
              </UnstyledButton>
              {ordered && !readOnly && (
                <>
                  <ActionIcon
                    variant="subtle"
                    aria-label={t('ways.earlier', { name: nameOf(way) })}
                    aria-disabled={index === 0}
                    data-disabled={index === 0 || undefined}
                    onClick={(event) => move(event, way, -1)}
                  >
                    <IconArrowUp size={14} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    aria-label={t('ways.later', { name: nameOf(way) })}
                    aria-disabled={index === ways.length - 1}
                    data-disabled={index === ways.length - 1 || undefined}
                    onClick={(event) => move(event, way, 1)}
                  >
                    <IconArrowDown size={14} />
                  </ActionIcon>
                </>
              )}
            </div>
            {ways.length > 1 && <ConditionOf way={way} label={t('ways.condition', { name: nameOf(way) })} />}
          </li>
        ))}
      </ol>
    </Question>
  );
}
