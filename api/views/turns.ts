/** Costly work asked for by people: each has one piece under way and at most one waiting, so that nobody fills the queue that all share. */
export interface Turns {
  /** `replaced` = the same person asked for something newer before this could begin. */
  take<Value>(person: string, work: () => Promise<Value>): Promise<{ value: Value } | 'replaced'>;
}

/** Of one process: another API process has turns of its own. */
export function createTurns(): Turns {
  /** Of whom something is under way: tells what waits behind it whether it may begin. */
  const people = new Map<string, { waiting?: (mayBegin: boolean) => void }>();
  return {
    async take(person, work) {
      const place = people.get(person);
      if (place) {
        place.waiting?.(false);
        const mayBegin = await new Promise<boolean>((resolve) => {
          place.waiting = resolve;
        });
        if (!mayBegin) return 'replaced';
      } else people.set(person, {});
      try {
        return { value: await work() };
      } finally {
        // The place goes over at once, before anything else can come between.
        const next = people.get(person)?.waiting;
        if (next) people.set(person, {});
        else people.delete(person);
        next?.(true);
      }
    },
  };
}
