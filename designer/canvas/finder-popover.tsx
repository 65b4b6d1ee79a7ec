import { Popover } from '@mantine/core';
import { Finder, type FinderProps } from './finder.tsx';

interface Props extends FinderProps {
  opened: boolean;
  /** Where it opens, in the window. */
  at: { x: number; y: number };
  onClose(): void;
}

/** The finder beside a point of the drawing. Escape and a click outside close it. */
export function FinderPopover({ opened, at, onClose, ...finder }: Props) {
  return (
    <Popover
      opened={opened}
      onChange={(now) => !now && onClose()}
      position="right-start"
      width={300}
      trapFocus
      withinPortal
      withRoles={false}
    >
      <Popover.Target>
        <span aria-hidden className="designer-anchor" style={{ left: at.x, top: at.y }} />
      </Popover.Target>
      <Popover.Dropdown p="xs" role="dialog" aria-label={finder.label}>
        <Finder {...finder} />
      </Popover.Dropdown>
    </Popover>
  );
}
