import type { Command, Rejection } from '../../contract/index.ts';
import type { Execution } from '../execution.ts';

/** Checks a command and begins what it asks for; the kernel then moves every token. A refusal has changed nothing that is kept. */
export type Handler<T extends Command['type']> = (exec: Execution, command: Extract<Command, { type: T }>) => Rejection | undefined;
