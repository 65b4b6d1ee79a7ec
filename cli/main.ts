import type { Command } from './commands/command.ts';

/** Subcommands, loaded when called. A new one is a file in `commands/` and a line here. */
const commands: { [name: string]: { call: string; what: string; load(): Promise<Command> } } = {
  check: {
    call: 'check FILE.bpmn | FILE.dmn | PACKAGE_FOLDER [--json]',
    what: 'may it be published? Of a package, its test rows and test cases, too',
    load: async () => (await import('./commands/check.ts')).check,
  },
  package: {
    call: 'package check|list|export|publish …',
    what: 'a package as a folder: check, fetch, publish; `package help` tells more',
    load: async () => (await import('./commands/package.ts')).packages,
  },
  calendars: {
    call: 'calendars list|show|preview|save|holidays|rule …',
    what: 'working time and days off; `calendars help` tells more',
    load: async () => (await import('./commands/calendars.ts')).calendars,
  },
  reconcile: {
    call: 'reconcile [--restored] [--rate N]',
    what: 'every open case gets its workflow',
    load: async () => (await import('./commands/reconcile.ts')).reconcile,
  },
  prepare: {
    call: 'prepare',
    what: 'migrate, publish the packages that ship',
    load: async () => (await import('./commands/prepare.ts')).prepare,
  },
  'add-user': {
    call: 'add-user LOGIN --name NAME --role ROLE …',
    what: 'a colleague, the first administrator among them',
    load: async () => (await import('./commands/add-user.ts')).addUser,
  },
  migrate: {
    call: 'migrate suggest|plan|check|start|status|stop|undo …',
    what: 'open cases to another version; `migrate help` tells more',
    load: async () => (await import('./commands/migrate.ts')).migrate,
  },
  ops: {
    call: 'ops SUBCOMMAND …',
    what: 'incidents, suspend, move, undo, batches; `ops help` lists them',
    load: async () => (await import('./commands/ops.ts')).ops,
  },
};

/** `npx --no perennial --help` is npm's own help. */
const byNpx =
  'Through npx: `npx --no perennial help`, `npx --no perennial ops help`, or with two dashes before: `npx --no -- perennial --help`.\n';

/** Runs one subcommand; the answer is the exit code. */
export async function main(args: string[]): Promise<number> {
  const [name = '', ...rest] = args;
  const found = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!found) {
    const help = name === '' || name === 'help' || name === '--help' || name === '-h';
    const width = Math.max(...Object.values(commands).map(({ call }) => call.length));
    const lines = Object.values(commands).map(({ call, what }) => `  perennial ${call.padEnd(width)}  ${what}`);
    process[help ? 'stdout' : 'stderr'].write(`${help ? '' : `No command “${name}”.\n`}Usage:\n${lines.join('\n')}\n${byNpx}`);
    return help ? 0 : 2;
  }
  const command = await found.load();
  return command(rest, { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) });
}
