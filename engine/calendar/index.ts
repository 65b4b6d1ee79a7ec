export * from './iso.ts';
export * from './working-time.ts';
