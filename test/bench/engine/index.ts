import type { Figure } from '../load.ts';
import { benchCompile } from './compile.ts';
import { benchFlat } from './flat.ts';
import { benchSteps } from './steps.ts';

/** The engine by itself, in memory: compiling first, while the process is fresh. */
export async function benchEngine(print: (figures: Figure[]) => void): Promise<Figure[]> {
  const all: Figure[] = [];
  for (const part of [() => benchCompile(), () => benchSteps(), () => benchFlat()]) {
    const found = await part();
    print(found);
    all.push(...found);
  }
  return all;
}
