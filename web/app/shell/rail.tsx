import { IconBell, IconHelpCircle, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Me } from '../../../api/contract/session.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { Logo } from '../../components/logo.tsx';
import { useNeedsYou } from '../../features/notices/use-notices.ts';
import { openPalette } from '../../lib/palette.ts';
import { sheet } from '../../lib/shell-state.ts';
import { useText } from '../../lib/text/text.ts';
import type { PlaceAt } from '../feature.ts';
import { placeInfo } from '../places.ts';
import { MeMenu } from './me-menu.tsx';
import classes from './shell.module.css';
import { usePlaces } from './use-places.ts';

export function Rail({ me }: { me: Me }) {
  const { t } = useText();
  const places = usePlaces(me);
  const needsYou = useNeedsYou();
  return (
    <aside className={classes.rail} aria-label={t('shell.rail')}>
      <Link to="/" className={classes.brand}>
        <Logo />
        <span className={classes.label}>Perennial</span>
      </Link>
      <button type="button" className={classes.find} onClick={openPalette}>
        <IconSearch size={16} aria-hidden="true" />
        <span className={`${classes.label} cut`}>{t('palette.open')}</span>
        <Kbd keys="Mod+KeyK" />
      </button>
      <nav className={classes.nav} aria-label={t('shell.places')}>
        {places.map((place) => (
          <RailPlace key={place.id} place={place} />
        ))}
      </nav>
      <div className={classes.foot}>
        <button type="button" className={classes.place} onClick={() => sheet.set('notices')}>
          <IconBell size={20} stroke={1.5} aria-hidden="true" />
          <span className={classes.label}>{t('notices.needsYou')}</span>
          {needsYou > 0 && <span className={classes.count}>{needsYou}</span>}
        </button>
        <button type="button" className={classes.place} onClick={() => sheet.set('help')} aria-label={t('help.title')}>
          <IconHelpCircle size={20} stroke={1.5} aria-hidden="true" />
          <span className={classes.label}>{t('help.title')}</span>
          <span className={classes.count} aria-hidden="true">
            ?
          </span>
        </button>
        <MeMenu me={me}>
          <button type="button" className={classes.me}>
            <Avatar name={me.name} />
            <span className={`${classes.label} grow`}>
              <span className="medium cut" style={{ display: 'block' }}>
                {me.name}
              </span>
              <span className="small quiet cut" style={{ display: 'block' }}>
                {me.roles.map((role) => t(`role.${role}`)).join(', ')}
              </span>
            </span>
          </button>
        </MeMenu>
      </div>
    </aside>
  );
}

const noCount = () => null;

function RailPlace({ place }: { place: PlaceAt }) {
  const { t } = useText();
  const info = placeInfo[place.id];
  const useCount = place.useCount ?? noCount;
  const count = useCount();
  const label = t(info.label);
  return (
    <Link to={place.path} className={classes.place} title={label} activeOptions={{ exact: false, includeSearch: false }}>
      <info.icon size={20} stroke={1.5} aria-hidden="true" />
      <span className={classes.label}>{label}</span>
      {count !== null && count > 0 && <span className={classes.count}>{count}</span>}
    </Link>
  );
}
