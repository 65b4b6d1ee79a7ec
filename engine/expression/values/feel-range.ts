import { FeelObject } from './feel-object.ts';

/** How a range was written that names one end only, or a value to equal. */
export type UnaryOperator = '<' | '<=' | '>' | '>=' | '=' | '!=';

/** Values between two ends. An end of null is one that is not known; one that `unary` leaves open is null too. */
export class FeelRange extends FeelObject {
  readonly low: unknown;
  readonly high: unknown;
  readonly lowIncluded: boolean;
  readonly highIncluded: boolean;
  readonly unary: UnaryOperator | null;

  constructor(low: unknown, high: unknown, lowIncluded: boolean, highIncluded: boolean, unary: UnaryOperator | null = null) {
    super();
    this.low = low;
    this.high = high;
    this.lowIncluded = lowIncluded;
    this.highIncluded = highIncluded;
    this.unary = unary;
  }

  static ofUnary(operator: UnaryOperator, value: unknown): FeelRange {
    switch (operator) {
      case '<':
      case '<=':
        return new FeelRange(null, value, false, operator === '<=', operator);
      case '>':
      case '>=':
        return new FeelRange(value, null, operator === '>=', false, operator);
      default:
        return new FeelRange(value, value, true, true, operator);
    }
  }

  override toString(): string {
    return '<range>';
  }
}
