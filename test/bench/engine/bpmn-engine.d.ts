/** The part of bpmn-engine that the bench uses; the types it ships name a version of bpmn-moddle that is not installed here. */
declare module 'bpmn-engine' {
  import type { EventEmitter } from 'node:events';

  export interface Definition {
    /** `source`: the model as it was read from the XML, ready to be run again. */
    environment: { options: { source: object } };
  }
  export class Engine {
    constructor(options: { source?: string; sourceContext?: object; variables?: object });
    getDefinitions(): Promise<Definition[]>;
    execute(options?: { listener?: EventEmitter }): Promise<unknown>;
    waitFor(event: 'end'): Promise<unknown>;
  }
}
