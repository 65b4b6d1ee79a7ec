/**
 * Named places where tests and the chaos run let a process die as if its power were cut. Armed by
 * `PERENNIAL_FAILPOINT=name` (the first passage) or `name:7` (the seventh); several separated by commas.
 */
const armed = new Map<string, number>();

export function armFailpoints(spec: string | undefined): void {
  armed.clear();
  for (const each of (spec ?? '').split(',').filter(Boolean)) {
    const [name = '', passage] = each.split(':');
    armed.set(name, Number(passage ?? 1));
  }
}

armFailpoints(process.env.PERENNIAL_FAILPOINT);

export function failpoint(name: string): void {
  const left = armed.get(name);
  if (left === undefined) return;
  if (left <= 1) process.kill(process.pid, 'SIGKILL');
  armed.set(name, left - 1);
}
