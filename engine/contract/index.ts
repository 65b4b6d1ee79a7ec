export * from './commands.ts';
export * from './context.ts';
export * from './decision.ts';
export * from './effects.ts';
export * from './facts.ts';
export * from './json.ts';
export * from './process.ts';
export * from './state.ts';
