import type { ReactNode } from 'react';
import { useText } from '../../lib/text/text.ts';
import classes from './fields.module.css';

/** Name of a field, whether it is required, and who else asks for it. */
export function Label(props: { children: ReactNode; required: boolean; aside?: string; after?: ReactNode }) {
  const { t } = useText();
  return (
    <span className={classes.label}>
      <span>{props.children}</span>
      {props.after}
      {props.required && <span className={classes.quiet}>{t('field.mark')}</span>}
      <span className={classes.aside}>{props.aside ?? (props.required ? '' : t('field.optional'))}</span>
    </span>
  );
}
