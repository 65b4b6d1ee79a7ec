import type { OpenDatabase } from '../../db/database.ts';
import type { Clock } from '../../runtime/clock/index.ts';

export interface DemoOptions {
  root: string;
  dataDir: string;
  database: OpenDatabase;
  clock: Clock;
  step: <T>(title: string, work: (say: (detail: string) => void) => Promise<T>) => Promise<T>;
}

/** A year of the demo company, told as commands through the one door. */
export async function seedDemoCompany(_options: DemoOptions): Promise<void> {}
