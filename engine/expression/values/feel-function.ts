import type { Run } from '../run/run.ts';
import type { FeelType } from '../types/feel-type.ts';
import { FeelObject } from './feel-object.ts';

export interface Parameter {
  name: string;
  type?: FeelType;
}

/** Something an expression can call: built in, defined in FEEL, or a part of a decision model. */
export class FeelFunction extends FeelObject {
  readonly parameters: Parameter[];
  readonly result: FeelType | undefined;
  /** Called with one value per parameter. */
  readonly invoke: (run: Run, args: unknown[], at: number) => unknown;
  /** Of a function with several forms or a list of arguments: gets them as they were written. */
  readonly invokeFreely: ((run: Run, args: unknown[] | Map<string, unknown>, at: number) => unknown) | null;

  constructor(
    parameters: Parameter[],
    invoke: (run: Run, args: unknown[], at: number) => unknown,
    result?: FeelType,
    invokeFreely: FeelFunction['invokeFreely'] = null,
  ) {
    super();
    this.parameters = parameters;
    this.invoke = invoke;
    this.result = result;
    this.invokeFreely = invokeFreely;
  }

  override toString(): string {
    return '<function>';
  }
}
