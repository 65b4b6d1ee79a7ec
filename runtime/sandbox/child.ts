import { runChild } from './child-loop.ts';
import { compileTask, decideTask } from './tasks.ts';

runChild({ decide: decideTask, compile: compileTask });
