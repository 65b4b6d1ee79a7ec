/** The part of dmn-moddle that this room uses. */
declare module 'dmn-moddle' {
  export class DmnModdle {
    constructor(packages?: { [prefix: string]: unknown });
    fromXML(xml: string, type: string): Promise<{ rootElement: unknown; warnings: { message: string }[] }>;
    getPackage(prefix: string): unknown;
  }
}
