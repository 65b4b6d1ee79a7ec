import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { features, fingerprintsOf, type StoredLog } from './features.ts';

/**
 * Writes the fact logs of features that have none yet: `node --import tsx test/replay/write-facts.ts`. A log that exists is never
 * written again: it stands for the cases that are out there. A new fact version gets a feature of its own.
 */
const folder = new URL('facts/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [feature, tell] of Object.entries(features)) {
  const file = new URL(`${feature}.json`, folder);
  if (existsSync(file)) continue;
  const run = tell();
  if (!run.state) throw new Error(`${feature} has no state`);
  const log: StoredLog = { feature, facts: run.facts, fingerprints: fingerprintsOf(run.facts).fingerprints, state: run.state };
  writeFileSync(file, `${JSON.stringify(log, null, 1)}\n`);
  console.log(`${feature}: ${run.facts.length} facts`);
}
