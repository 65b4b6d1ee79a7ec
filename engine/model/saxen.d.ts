/** The part of saxen that `guard.ts` uses; the package ships no types. */
declare module 'saxen' {
  export interface Position {
    line: number;
    column: number;
    data: string;
  }
  export interface ElementView {
    name: string;
    originalName: string;
    attrs: { [name: string]: string };
  }
  type Context = () => Position;
  export class Parser {
    constructor(options: { proxy: true });
    ns(namespaces: { [uri: string]: string }): this;
    on(
      event: 'openTag',
      listener: (element: ElementView, decode: (text: string) => string, selfClosing: boolean, context: Context) => void,
    ): this;
    on(
      event: 'closeTag',
      listener: (element: ElementView, decode: (text: string) => string, selfClosing: boolean, context: Context) => void,
    ): this;
    on(event: 'attention', listener: (text: string) => void): this;
    on(event: 'error' | 'warn', listener: (error: Error, context: Context) => void): this;
    parse(xml: string): this;
    stop(): void;
  }
}
