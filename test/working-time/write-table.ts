import { writeFileSync } from 'node:fs';
import { walked } from './answer.ts';
import { questions } from './questions.ts';
import { byWalker } from './rows.ts';

/** Writes the walker's answers: `node --import tsx test/working-time/write-table.ts`. Read the difference before it is committed. */
const rows = questions.map((question) => JSON.stringify({ ...question, expected: walked(question), how: byWalker }));
writeFileSync(new URL('table.json', import.meta.url), `[\n${rows.join(',\n')}\n]\n`);
console.log(`${rows.length} rows`);
