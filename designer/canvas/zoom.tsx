import { ActionIcon } from '@mantine/core';
import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { useText } from '../texts.tsx';
import type { Canvas } from './create-modeler.ts';
import { fitViewport } from './import-diagram.ts';

const step = 1.2;

/** Smaller, how large it is, larger, all of it. */
export function Zoom({ canvas, level }: { canvas: Canvas | undefined; level: number }) {
  const t = useText();
  const by = (factor: number) => {
    const view = canvas?.modeler.get<{ zoom(level?: number): number }>('canvas');
    if (view) view.zoom(Math.min(4, Math.max(0.2, view.zoom() * factor)));
  };
  return (
    <div className="designer-zoom">
      <ActionIcon variant="subtle" aria-label={t('zoom.out')} onClick={() => by(1 / step)}>
        <IconMinus size={16} />
      </ActionIcon>
      <span>{t('zoom.level', { percent: Math.round(level * 100) })}</span>
      <ActionIcon variant="subtle" aria-label={t('zoom.in')} onClick={() => by(step)}>
        <IconPlus size={16} />
      </ActionIcon>
      <ActionIcon variant="subtle" aria-label={t('zoom.fit')} onClick={() => canvas && fitViewport(canvas)}>
        <IconMaximize size={16} />
      </ActionIcon>
    </div>
  );
}
