import { showKeys } from '../lib/keys/match.ts';
import classes from './kbd.module.css';

/** The key that does the same; absent where there is no keyboard. `keys` as in `lib/keys/match.ts`. */
export function Kbd({ keys, plain }: { keys: string; plain?: boolean }) {
  return (
    <kbd className={classes.kbd} data-plain={plain || undefined} aria-hidden="true">
      {showKeys(keys)}
    </kbd>
  );
}
