import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** CPU seconds (user and system) used so far by these processes and all their descendants, living ones and those already reaped. Linux only. */
export function cpuSeconds(pids: number[]): number {
  const parents = readParents();
  const wanted = new Set(pids);
  let grew = true;
  while (grew) {
    grew = false;
    for (const [pid, parent] of parents) {
      if (wanted.has(parent) && !wanted.has(pid)) {
        wanted.add(pid);
        grew = true;
      }
    }
  }
  return [...wanted].reduce((sum, pid) => sum + own(pid), 0);
}

function own(pid: number): number {
  const fields = readStat(pid);
  // utime, stime, and those of reaped children (proc(5), fields 14 to 17).
  return fields ? (Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14])) / ticksPerSecond : 0;
}

function readParents(): [number, number][] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const fields = readStat(Number(name));
      return fields ? [[Number(name), Number(fields[1])] as [number, number]] : [];
    });
}

/** Fields after the command name, which may itself hold spaces and brackets. */
function readStat(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined; // ended meanwhile
  }
}
