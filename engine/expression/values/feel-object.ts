/** What FEEL has beside JSON: dates, times, durations, ranges, functions. Everything else that is an object is a context or a list. */
export abstract class FeelObject {
  abstract toString(): string;
}
