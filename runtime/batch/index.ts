export { type BatchAction, planCommands } from './actions.ts';
export { type BatchPreview, mostTried, previewBatch } from './preview-batch.ts';
export { type BatchDeps, type RunOptions, runBatch, runBatches } from './run-batch.ts';
