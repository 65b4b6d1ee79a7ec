import { Switch } from '@mantine/core';
import { useRef } from 'react';
import { Kbd } from '../../components/kbd.tsx';
import { type KeyBinding, layers, letterKeys } from '../../lib/keys/registry.ts';
import { useStore } from '../../lib/store.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './shell.module.css';

const groups = ['case', 'designer', 'lists', 'everywhere'] as const;

/** Keys that work here, as they are bound at this moment. */
export function HelpSheet() {
  const { t } = useText();
  const all = useStore(layers);
  // What was bound when the sheet opened: the sheet itself binds nothing.
  const bindings = useRef<KeyBinding[]>(all.flatMap((layer) => layer.bindings)).current;
  const letters = useStore(letterKeys);
  return (
    <>
      <Switch
        checked={letters}
        onChange={(event) => letterKeys.set(event.currentTarget.checked)}
        label={t('help.letterKeys')}
        description={t('help.letterKeysWhy')}
      />
      {groups.map((group) => {
        const rows = bindings.filter((binding) => binding.group === group && binding.label);
        return rows.length === 0 ? null : (
          <section key={group} className={classes.helpGroup}>
            <h3>{t(`keys.${group}`)}</h3>
            {rows.map((binding) => (
              <div key={binding.keys} className={classes.helpRow}>
                <span>{binding.label}</span>
                <Kbd keys={binding.keys} />
              </div>
            ))}
          </section>
        );
      })}
    </>
  );
}
