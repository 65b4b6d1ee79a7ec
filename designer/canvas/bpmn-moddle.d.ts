declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: { [prefix: string]: unknown });
    fromXML(xml: string): Promise<{ rootElement: unknown }>;
    toXML(element: unknown, options?: { format?: boolean }): Promise<{ xml: string }>;
    create(type: string, attributes?: { [name: string]: unknown }): unknown;
  }
}
