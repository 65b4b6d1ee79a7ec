/** The part of bpmn-moddle that `read-bpmn.ts` uses; its own types need a companion package. */
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: { [prefix: string]: unknown });
    fromXML(xml: string, type: string): Promise<{ rootElement: unknown; warnings: unknown[]; elementsById: { [id: string]: unknown } }>;
    toXML(element: unknown, options?: { format?: boolean }): Promise<{ xml: string }>;
  }
}
