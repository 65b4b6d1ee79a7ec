export { type NextOptions, nextWork } from './next.ts';
