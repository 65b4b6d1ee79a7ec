import type { KeyBinding } from '../../lib/keys/registry.ts';
import type { useText } from '../../lib/text/text.ts';

/**
 * Keys of the designer as the help tells them; the designer and its canvas answer them by themselves. In the order in which one draws: add, join,
 * name, move about, mend, publish. Those that change something are left out where nothing can be changed.
 */
const keys: { keys: string; text: string; reads?: true }[] = [
  { keys: 'KeyN', text: 'add' },
  { keys: 'KeyA', text: 'append' },
  { keys: 'KeyC', text: 'connect' },
  { keys: 'KeyR', text: 'kind' },
  { keys: 'KeyE', text: 'name' },
  { keys: 'Delete', text: 'delete' },
  { keys: 'KeyH', text: 'hand' },
  { keys: 'KeyL', text: 'lasso' },
  { keys: 'KeyS', text: 'space' },
  { keys: 'Mod+KeyA', text: 'all' },
  { keys: 'Mod+KeyC', text: 'copy' },
  { keys: 'Mod+KeyV', text: 'paste' },
  { keys: 'Mod+KeyF', text: 'find' },
  { keys: 'Mod+KeyZ', text: 'undo' },
  { keys: 'Mod+KeyY', text: 'redo' },
  { keys: 'Mod+Digit0', text: 'lifeSize', reads: true },
  { keys: 'KeyO', text: 'outline', reads: true },
  { keys: 'F6', text: 'panes', reads: true },
  { keys: 'Escape', text: 'back', reads: true },
  { keys: 'F8', text: 'problem', reads: true },
  { keys: 'Mod+Enter', text: 'publish' },
];

export function designerKeys(t: ReturnType<typeof useText>['t'], readOnly: boolean): KeyBinding[] {
  return keys
    .filter(({ reads }) => reads || !readOnly)
    .map(({ keys, text }) => ({
      keys,
      label: t(`keys.designer.${text}` as 'keys.designer.add'),
      group: 'designer',
      run: () => undefined,
      told: true,
      unlisted: true,
    }));
}
