declare module 'bpmn-auto-layout' {
  /** BPMN XML without drawing data -> the same with it. */
  export function layoutProcess(xml: string): Promise<string>;
}
