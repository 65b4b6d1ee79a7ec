/**
 * Cases that tell each other: who throws a signal or message because he took one, on and on. It travels with what is thrown, through jobs
 * and timers; a timer of a minute or longer ends it. What a person, such a timer or the world outside asks for belongs to none, and begins one
 * by what it throws.
 */
export interface Chain {
  /** Id of the signal or message it began with. */
  id: string;
  /** How often it was handed on: 1 for whoever took the first. */
  hops: number;
}

/** The chain of whoever takes a signal or message; `by`: that of whoever threw it. */
export function nextHop(by: Chain | undefined, thrown: string): Chain {
  return { id: by?.id ?? thrown, hops: (by?.hops ?? 0) + 1 };
}

/** From this hop on what is thrown counts: before it there are as many as waited, each answering for itself. */
export const countedHop = 2;
