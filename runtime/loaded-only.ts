import type { DoorContext } from './door-context.ts';

/** A package that a transaction asked for is not in memory. */
export class NotLoaded extends Error {
  override readonly name = 'NotLoaded';
  constructor(readonly hash: string) {
    super(`The package ${hash} is not loaded`);
  }
}

/**
 * The door as a transaction may use it. It holds a connection, so it must not wait for another one: as many transactions as there are
 * connections would wait for ever. What is not in memory is loaded after a rollback (`NotLoaded`).
 */
export function loadedOnly(door: DoorContext): DoorContext {
  const { packages, calendars } = door;
  return {
    ...door,
    calendars: { current: () => calendars.loaded?.() ?? calendars.current() },
    packages: {
      ...packages,
      async byHash(hash) {
        const loaded = packages.loaded(hash);
        if (!loaded) throw new NotLoaded(hash);
        return loaded;
      },
    },
  };
}
