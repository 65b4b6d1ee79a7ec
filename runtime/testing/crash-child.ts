import { openDatabase } from '../../db/database.ts';
import { compilerVersion } from '../../engine/model/index.ts';
import type { CommandRequest, StartRequest } from '../contract.ts';
import { createDoor } from '../execute-command.ts';
import { inProcessCompiler, inProcessDecider } from '../in-process.ts';
import { createPackageStore } from '../packages.ts';

/** A process that executes one request and prints the result, unless an armed failpoint kills it. */
const [url = '', now = '0', kind = '', request = '{}'] = process.argv.slice(2);
const database = openDatabase(url, { connections: 2 });
const door = createDoor({
  database,
  clock: { now: () => Number(now) },
  decide: inProcessDecider,
  packages: createPackageStore({ db: database.db, compile: inProcessCompiler(), compilerVersion }),
});
const result =
  kind === 'start'
    ? await door.startInstance(JSON.parse(request) as StartRequest)
    : await door.executeCommand(JSON.parse(request) as CommandRequest);
console.log(JSON.stringify(result));
await database.close();
