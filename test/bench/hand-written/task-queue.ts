export const taskQueue = 'hand-written';
