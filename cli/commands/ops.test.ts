import { beforeEach, describe, expect, it } from 'vitest';
import { batchAction } from '../../api/contract/index.ts';
import { actionOf, batchActionNames, filterOf } from '../ops/batch-arguments.ts';
import { readOptions } from '../ops/options.ts';
import type { Command } from './command.ts';
import { migrate } from './migrate.ts';
import { ops } from './ops.ts';

/** Nothing listens there: a call that gets as far as sending ends with 1. */
beforeEach(() => {
  Object.assign(process.env, { PERENNIAL_URL: 'http://127.0.0.1:9', PERENNIAL_LOGIN: 'maria', PERENNIAL_PASSWORD: 'x' });
});

async function run(command: Command, line: string): Promise<{ code: number; out: string; said: string }> {
  let out = '';
  let err = '';
  const code = await command(line.split(' '), { out: (text) => (out += text), err: (text) => (err += text) });
  return { code, out, said: err.split('\n')[0] ?? '' };
}

describe('perennial ops', () => {
  it.each([
    ['batch start cancel --reason x --package lead --version 3', '`ops batch start cancel` takes no --version'],
    ['batch start suspend --package lead --code timeout', '`ops batch start suspend` takes no --code'],
    ['batch start suspend --package lead --cancel step', '`ops batch start suspend` takes no --cancel'],
    ['batch start undo --package lead --reason r', '`ops batch start undo` takes no --reason'],
    ['batch start retryIncident --incident * --outcome lost', '`ops batch start retryIncident` takes no --outcome'],
    ['batch start cancel --reason x --package lead --limit 5', '`ops batch start cancel` takes no --limit'],
    ['batch preview restart --package lead --wait', '`ops batch preview restart` takes no --wait'],
    ['batch status x --package lead', '`ops batch status` takes no --package'],
    ['cases --id X', '`ops cases` takes no --id'],
    ['cases --package lead --version 3', '`ops cases` takes no --version'],
    ['incidents --package lead', '`ops incidents` takes no --package'],
    ['suspend X --package lead', '`ops suspend` takes no --package'],
    ['restart X --reason r', '`ops restart` takes no --reason'],
    ['cases --kode x', "Unknown option '--kode'"],
    ['cases --package lead --package deal', '--package is given twice'],
    ['cases lead', '`ops cases`: “lead” is one word too many'],
    ['suspend X Y', '`ops suspend`: “Y” is one word too many'],
    ['batch stop', 'Which batch?'],
    ['batch', 'There is no `ops batch`'],
    ['batch fly', 'There is no `ops batch fly`'],
    ['batch start explode --id x', 'There is no action “explode”'],
    ['batch start', 'Which action?'],
    ['state', 'Name one case by its id'],
    ['start', 'Which process?'],
    ['start lead --payload {}', '`ops start` takes no --payload'],
    ['signal', 'Which signal?'],
    ['message x --version 2', '`ops message` takes no --version'],
    ['elements', 'Which process?'],
  ])('%s: a wrong call, said before anything is sent', async (line, said) => {
    const answer = await run(ops, line);
    expect(answer).toMatchObject({ code: 2, out: '' });
    expect(answer.said).toContain(said);
  });

  it.each([
    ['cases --package lead --at-version 3 --limit 5'],
    ['batch start restart --id x --start offer --version 2 --var n=1'],
    ['batch preview cancel --package lead --reason r --outcome lost --limit 10'],
  ])('%s: a right call, for which nobody answers', async (line) => {
    expect(await run(ops, line)).toMatchObject({ code: 1, said: expect.stringContaining('127.0.0.1:9 cannot be reached') });
  });

  it.each(['help', '--help', 'batch start --help'])('%s tells all, --limit and exit codes among it', async (line) => {
    const { code, out } = await run(ops, line);
    expect(code).toBe(0);
    for (const word of ['--limit N', '--at-version N', 'Exit code']) expect(out).toContain(word);
  });

  it('knows every action of a batch but those of `migrate`', () => {
    const known = batchAction.options.map((each) => each.shape.action.value);
    expect(known.filter((each) => !each.toLowerCase().includes('migrat')).sort()).toEqual([...batchActionNames].sort());
  });

  it('makes of the arguments what the API is asked', () => {
    const { flags } = readOptions('--id a --id b --at-version 3 --suspended --start offer --var n=5 --var note=text --reason r'.split(' '));
    expect(filterOf(flags)).toEqual({ ids: ['a', 'b'], version: 3, suspended: true });
    expect(actionOf('restart', readOptions(['--start', 'offer', '--version', '2']).flags)).toEqual({
      action: 'restart',
      element: 'offer',
      version: 2,
    });
    expect(actionOf('modify', flags)).toMatchObject({ start: [{ element: 'offer', variables: { n: 5, note: 'text' } }], reason: 'r' });
    expect(() => actionOf('restart', readOptions(['--start', 'a', '--start', 'b']).flags)).toThrow('give --start once');
    expect(() => filterOf(readOptions(['--at-version', 'three']).flags)).toThrow('--at-version three: write a whole number.');
    expect(() => actionOf('cancel', readOptions([]).flags)).toThrow('reason');
  });
});

describe('perennial migrate', () => {
  it.each([
    ['start lead 1 2 --wiat', "Unknown option '--wiat'"],
    ['status lead --wait', '`migrate status` takes no --wait'],
    ['start lead 1 2 --file plan.json', '`migrate start` takes no --file'],
    ['undo 00000000-0000-4000-8000-000000000000 --limit 3', '`migrate undo` takes no --limit'],
    ['check lead 1', 'PROCESS FROM TO'],
    ['check lead 1 2 3', '“3” is one word too many'],
    ['stop', 'Name the migration to stop'],
    ['fly', 'There is no `migrate fly`'],
  ])('%s: a wrong call, which says what is wrong', async (line, said) => {
    const answer = await run(migrate, line);
    expect(answer).toMatchObject({ code: 2, out: '' });
    expect(answer.said).toContain(said);
  });

  it.each([
    ['http://127.0.0.1:9', 'cannot be reached'],
    ['nowhere', 'this is no address'],
  ])('at %s nobody answers', async (address, said) => {
    process.env.PERENNIAL_URL = address;
    expect(await run(migrate, 'status lead')).toMatchObject({ code: 1, said: expect.stringContaining(said) });
  });

  it('asks who works', async () => {
    delete process.env.PERENNIAL_PASSWORD;
    expect(await run(migrate, 'status lead')).toMatchObject({ code: 2, said: expect.stringContaining('a process owner') });
    expect(await run(ops, 'incidents')).toMatchObject({ code: 2, said: expect.stringContaining('a supervisor') });
  });
});
