import { Checkbox } from '@mantine/core';
import { text } from '../edit/extension.ts';
import { isDoor, outsideSide } from '../edit/outside.ts';
import { useText } from '../texts.tsx';
import { usePanel, useSetAttributes } from './panel-context.tsx';

/** Whether somebody outside the package is at the other end. The start of a process is a door, where anybody may come in: not asked. */
export function Outside() {
  const t = useText();
  const { object, readOnly } = usePanel();
  const set = useSetAttributes();
  if (isDoor(object)) return null;
  const side = outsideSide(object);
  return (
    <Checkbox
      size="xs"
      label={t(`outside.${side}`)}
      checked={text(object, `perennial:${side}`) === 'outside'}
      onChange={(event) => set({ [`perennial:${side}`]: event.currentTarget.checked ? 'outside' : undefined })}
      disabled={readOnly}
    />
  );
}
