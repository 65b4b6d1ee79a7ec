import { IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Me } from '../../../api/contract/session.ts';
import { sheet } from '../../lib/shell-state.ts';
import { useText } from '../../lib/text/text.ts';
import { placeInfo } from '../places.ts';
import classes from './shell.module.css';
import { usePlaces } from './use-places.ts';

/** 390 px: four places and More. */
export function BottomBar({ me }: { me: Me }) {
  const { t } = useText();
  const places = usePlaces(me).slice(0, 4);
  return (
    <nav className={classes.bottom} aria-label={t('shell.places')}>
      {places.map((place) => {
        const info = placeInfo[place.id];
        return (
          <Link key={place.id} to={place.path} activeOptions={{ exact: false, includeSearch: false }}>
            <info.icon size={20} stroke={1.5} aria-hidden="true" />
            <span className="cut">{t(info.label)}</span>
          </Link>
        );
      })}
      <button type="button" onClick={() => sheet.set('more')}>
        <IconDots size={20} stroke={1.5} aria-hidden="true" />
        <span className="cut">{t('shell.more')}</span>
      </button>
    </nav>
  );
}
