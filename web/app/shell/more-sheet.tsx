import { IconBell, IconHelpCircle, IconSearch, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Me } from '../../../api/contract/session.ts';
import { openPalette } from '../../lib/palette.ts';
import { sheet } from '../../lib/shell-state.ts';
import { useText } from '../../lib/text/text.ts';
import { placeInfo } from '../places.ts';
import { MeMenu } from './me-menu.tsx';
import classes from './shell.module.css';
import { usePlaces } from './use-places.ts';

/** What the bottom bar has no room for. */
export function MoreSheet({ me, onLeave }: { me: Me; onLeave: () => void }) {
  const { t } = useText();
  const rest = usePlaces(me).slice(4);
  return (
    <nav className={classes.nav}>
      {rest.map((place) => {
        const info = placeInfo[place.id];
        return (
          <Link key={place.id} to={place.path} className={classes.place} onClick={onLeave}>
            <info.icon size={20} stroke={1.5} aria-hidden="true" />
            {t(info.label)}
          </Link>
        );
      })}
      <button
        type="button"
        className={classes.place}
        onClick={() => {
          onLeave();
          openPalette();
        }}
      >
        <IconSearch size={20} stroke={1.5} aria-hidden="true" />
        {t('palette.open')}
      </button>
      <button type="button" className={classes.place} onClick={() => sheet.set('notices')}>
        <IconBell size={20} stroke={1.5} aria-hidden="true" />
        {t('notices.title')}
      </button>
      <button type="button" className={classes.place} onClick={() => sheet.set('help')}>
        <IconHelpCircle size={20} stroke={1.5} aria-hidden="true" />
        {t('help.title')}
      </button>
      <MeMenu me={me}>
        <button type="button" className={classes.place}>
          <IconUser size={20} stroke={1.5} aria-hidden="true" />
          {me.name}
        </button>
      </MeMenu>
    </nav>
  );
}
