/** Parts of the texts, made by `web/vite.config.ts` of the one file of each language. */
declare module '*.json?first' {
  export const texts: Record<string, string>;
}
declare module '*.json?later' {
  export const texts: Record<string, string>;
}
