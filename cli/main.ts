import type { Command } from './commands/command.ts';

/** Subcommands, loaded when called. A new one is a file in `commands/` and a line here. */
const commands: { [name: string]: { summary: string; load(): Promise<Command> } } = {
  check: {
    summary: 'check FILE.bpmn | PACKAGE_FOLDER [--json]   may it be published?',
    load: async () => (await import('./commands/check.ts')).check,
  },
  reconcile: {
    summary: 'reconcile [--restored] [--rate N]                 every open case gets its workflow',
    load: async () => (await import('./commands/reconcile.ts')).reconcile,
  },
  prepare: {
    summary: 'prepare                                            migrate, publish the packages that ship',
    load: async () => (await import('./commands/prepare.ts')).prepare,
  },
  'add-user': {
    summary: 'add-user LOGIN --name NAME --role ROLE …             a colleague, the first administrator among them',
    load: async () => (await import('./commands/add-user.ts')).addUser,
  },
  migrate: {
    summary: 'migrate suggest|plan|check|start|status|stop|undo …  open cases to another version; `migrate help` tells more',
    load: async () => (await import('./commands/migrate.ts')).migrate,
  },
  ops: {
    summary: 'ops SUBCOMMAND …                                   incidents, suspend, move, undo, batches; `ops help` lists them',
    load: async () => (await import('./commands/ops.ts')).ops,
  },
};

/** Runs one subcommand; the answer is the exit code. */
export async function main(args: string[]): Promise<number> {
  const [name = '', ...rest] = args;
  const found = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!found) {
    const help = name === '' || name === 'help' || name === '--help';
    const lines = Object.values(commands).map((command) => `  perennial ${command.summary}`);
    process[help ? 'stdout' : 'stderr'].write(`${help ? '' : `No command “${name}”.\n`}Usage:\n${lines.join('\n')}\n`);
    return help ? 0 : 2;
  }
  const command = await found.load();
  return command(rest, { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) });
}
