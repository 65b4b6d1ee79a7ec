import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What this run of the product started, so that the next run can recognise orphans after a SIGKILL. */
interface RunRecord {
  pid: number;
  startedAt: string;
  children: { name: string; pid: number; marker: string }[];
}

export interface RunLock {
  /** Remembers a child; `marker` is a text of its command line by which it is recognised later. */
  remember(name: string, pid: number, marker: string): void;
  release(): void;
}

/**
 * One product per data folder. A lock left by a killed run is taken over; its orphans are stopped first, each only
 * after its command line was recognised (process ids are reused).
 * @returns null with the pid of the run that holds it.
 */
export async function takeLock(dataDir: string): Promise<{ ok: true; lock: RunLock; orphans: string[] } | { ok: false; pid: number }> {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'run.json');
  const before = readRecord(file);
  if (before && before.pid !== process.pid && isAlive(before.pid) && commandLine(before.pid).includes('launcher/start'))
    return { ok: false, pid: before.pid };
  const orphans = before ? await stopOrphans(before) : [];
  const record: RunRecord = { pid: process.pid, startedAt: new Date().toISOString(), children: [] };
  const write = () => writeFileSync(file, JSON.stringify(record));
  write();
  return {
    ok: true,
    orphans,
    lock: {
      remember(name, pid, marker) {
        record.children = [...record.children.filter((child) => child.name !== name), { name, pid, marker }];
        write();
      },
      release: () => rmSync(file, { force: true }),
    },
  };
}

async function stopOrphans(record: RunRecord): Promise<string[]> {
  const orphans = record.children.filter((child) => isAlive(child.pid) && commandLine(child.pid).includes(child.marker));
  for (const orphan of orphans) signal(orphan.pid, 'SIGTERM');
  for (let waited = 0; waited < 5000 && orphans.some((orphan) => isAlive(orphan.pid)); waited += 100)
    await new Promise((resolve) => setTimeout(resolve, 100));
  for (const orphan of orphans) if (isAlive(orphan.pid)) signal(orphan.pid, 'SIGKILL');
  return orphans.map((orphan) => orphan.name);
}

function readRecord(file: string): RunRecord | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunRecord;
  } catch {
    return undefined; // half-written by a full disk or a kill: nothing to recognise
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // gone meanwhile
  }
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return process.platform === 'linux' ? '' : 'launcher/start'; // macOS: no /proc; a living pid is taken at its word
  }
}
