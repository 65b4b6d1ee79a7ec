export { createSweeper, type SweepAges, type Sweeper, type SweeperOptions, sweepAges } from './sweeper.ts';
