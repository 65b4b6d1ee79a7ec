import type { ReactNode } from 'react';
import classes from './states.module.css';

/** Nothing here: why, and the one thing to do about it. */
export function EmptyState({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <div className={classes.state}>
      <p className="medium">{title}</p>
      {text && <p className="quiet">{text}</p>}
      {children}
    </div>
  );
}
