import { useState } from 'react';
import { useText } from '../texts.tsx';
import { connect, targetsOf } from './connect-to.ts';
import type { Canvas } from './create-modeler.ts';
import { FinderPopover } from './finder-popover.tsx';
import { toCanvas } from './keep-in-sight.ts';
import type { DiagramElement } from './moddle-element.ts';
import { kindName } from './names.ts';

interface Props {
  canvas: Canvas;
  source: DiagramElement;
  /** Where it opens, in the window. */
  anchor: { x: number; y: number };
  onClose(): void;
}

/** A way from what is selected to something that is there already, found by its name: without a pointer nothing can be drawn to. */
export function ConnectFinder({ canvas, source, anchor, onClose }: Props) {
  const t = useText();
  const [query, setQuery] = useState('');
  const close = () => {
    onClose();
    toCanvas(canvas);
  };
  const rows = targetsOf(canvas, source)
    .map(({ id, businessObject }) => {
      const kind = kindName(t, businessObject);
      return businessObject.name ? { key: id, name: businessObject.name, note: kind } : { key: id, name: kind };
    })
    .filter(({ name, note = '' }) => `${name}\n${note}`.toLowerCase().includes(query.trim().toLowerCase()));
  return (
    <FinderPopover
      opened
      at={anchor}
      onClose={close}
      label={t('connect.to')}
      query={query}
      onQuery={setQuery}
      sections={[{ title: '', rows }]}
      none={t('connect.none')}
      onChoose={(_event, id) => {
        const target = canvas.registry.get(id);
        if (target) connect(canvas, source, target);
        close();
      }}
    />
  );
}
