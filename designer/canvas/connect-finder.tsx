import { Popover } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../texts.tsx';
import { connect, targetsOf } from './connect-to.ts';
import type { Canvas } from './create-modeler.ts';
import { Finder } from './finder.tsx';
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
    <Popover opened onChange={(now) => !now && close()} position="right-start" width={300} trapFocus withinPortal withRoles={false}>
      <Popover.Target>
        <span aria-hidden className="designer-anchor" style={{ left: anchor.x, top: anchor.y }} />
      </Popover.Target>
      <Popover.Dropdown p="xs" role="dialog" aria-label={t('connect.to')}>
        <Finder
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
      </Popover.Dropdown>
    </Popover>
  );
}
