import { IconAlertCircle } from '@tabler/icons-react';
import classes from './fields.module.css';

/** Undefined stays undefined: Mantine draws nothing then. */
export function errorText(error: string | undefined) {
  return error ? (
    <span className={classes.error} role="alert">
      <IconAlertCircle size={14} aria-hidden="true" />
      <span>{error}</span>
    </span>
  ) : undefined;
}
