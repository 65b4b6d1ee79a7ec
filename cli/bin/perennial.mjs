#!/usr/bin/env node
// The command `perennial`: runs the sources as they are, so that a fresh clone needs nothing but `npm install`.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('../main.ts');
process.exitCode = await main(process.argv.slice(2));
