import { useNavigate } from '@tanstack/react-router';
import type { Me } from '../../../api/contract/session.ts';
import type { KeyBinding } from '../../lib/keys/registry.ts';
import { useKeys } from '../../lib/keys/use-keys.ts';
import { openPalette } from '../../lib/palette.ts';
import { railFolded, sheet } from '../../lib/shell-state.ts';
import { useText } from '../../lib/text/text.ts';
import { placeInfo } from '../places.ts';
import { usePlaces } from './use-places.ts';

export function useShellKeys(me: Me): void {
  const { t } = useText();
  const navigate = useNavigate();
  const places = usePlaces(me);
  const go: KeyBinding[] = places.map((place) => ({
    keys: `KeyG ${placeInfo[place.id].key}`,
    label: t('keys.goTo', { place: t(placeInfo[place.id].label) }),
    group: 'everywhere',
    unlisted: true,
    run: () => void navigate({ to: place.path }),
  }));
  useKeys([
    { keys: 'Mod+KeyK', label: t('palette.open'), group: 'everywhere', run: openPalette, unlisted: true },
    { keys: '?', label: t('help.title'), group: 'everywhere', run: () => sheet.set('help') },
    { keys: 'BracketLeft', label: t('keys.foldRail'), group: 'everywhere', run: () => railFolded.set((folded) => !folded) },
    { keys: 'F6', label: t('keys.nextPane'), group: 'everywhere', run: focusNextPane },
    ...go,
    { keys: 'KeyG KeyN', label: t('keys.goTo', { place: t('notices.title') }), group: 'everywhere', run: () => sheet.set('notices') },
  ]);
}

/** Panes say `data-pane`; the focus goes to the next one in the document's order. */
function focusNextPane(): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.offsetParent !== null);
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  panes[(at + 1) % panes.length]?.focus();
}
