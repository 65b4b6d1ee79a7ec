import {
  IconActivity,
  IconAddressBook,
  IconAlertOctagon,
  IconChartBar,
  IconFileImport,
  IconInbox,
  IconLayoutKanban,
  IconListDetails,
  IconSettings,
  IconSitemap,
  IconTableImport,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Role } from '../../api/contract/session.ts';
import type { TextKey } from '../lib/text/text.ts';

export type PlaceId =
  | 'inbox'
  | 'desk'
  | 'board'
  | 'list'
  | 'contacts'
  | 'figures'
  | 'reports'
  | 'quality'
  | 'import'
  | 'processes'
  | 'operations'
  | 'admin';

export interface PlaceInfo {
  label: TextKey;
  icon: TablerIcon;
  /** Chord after G. */
  key: string;
}

export const placeInfo: Record<PlaceId, PlaceInfo> = {
  inbox: { label: 'place.inbox', icon: IconInbox, key: 'KeyI' },
  desk: { label: 'place.desk', icon: IconActivity, key: 'KeyS' },
  board: { label: 'place.board', icon: IconLayoutKanban, key: 'KeyB' },
  list: { label: 'place.list', icon: IconListDetails, key: 'KeyL' },
  contacts: { label: 'place.contacts', icon: IconAddressBook, key: 'KeyC' },
  figures: { label: 'place.figures', icon: IconChartBar, key: 'KeyR' },
  reports: { label: 'place.reports', icon: IconChartBar, key: 'KeyR' },
  quality: { label: 'place.quality', icon: IconTableImport, key: 'KeyD' },
  import: { label: 'place.import', icon: IconFileImport, key: 'KeyM' },
  processes: { label: 'place.processes', icon: IconSitemap, key: 'KeyP' },
  operations: { label: 'place.operations', icon: IconAlertOctagon, key: 'KeyO' },
  admin: { label: 'place.admin', icon: IconSettings, key: 'KeyA' },
};

/** The rail of each role, first is home; who has several roles gets the union. A place that no feature fills is absent. */
const railOf: Record<Role, readonly PlaceId[]> = {
  supervisor: ['desk', 'board', 'list', 'reports', 'inbox', 'processes'],
  rep: ['inbox', 'board', 'list', 'contacts', 'figures', 'processes'],
  clerk: ['quality', 'inbox', 'import', 'contacts', 'list', 'processes'],
  'process-owner': ['processes', 'board', 'reports', 'operations'],
  administrator: ['admin', 'import', 'operations', 'processes'],
  marketing: ['list', 'reports'],
};

export function railFor(roles: readonly Role[]): PlaceId[] {
  const rail = new Set<PlaceId>();
  for (const role of Object.keys(railOf) as Role[]) {
    if (roles.includes(role)) for (const place of railOf[role]) rail.add(place);
  }
  // One screen under two names: who reads the reports of all has no need of his own beside them.
  if (rail.has('reports')) rail.delete('figures');
  return [...rail];
}
