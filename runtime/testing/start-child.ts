import { openDatabase } from '../../db/database.ts';
import { compilerVersion } from '../../engine/model/index.ts';
import { createDoor } from '../execute-command.ts';
import { inProcessCompiler, inProcessDecider } from '../in-process.ts';
import { createPackageStore } from '../packages.ts';

/** A process that begins what timer start events are due for, unless an armed failpoint kills it. */
const [url = '', now = '0'] = process.argv.slice(2);
const database = openDatabase(url, { connections: 2 });
const door = createDoor({
  database,
  clock: { now: () => Number(now) },
  decide: inProcessDecider,
  packages: createPackageStore({ db: database.db, compile: inProcessCompiler(), compilerVersion }),
});
console.log(JSON.stringify(await door.sweepStartTimers()));
await database.close();
