import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/**
 * The one way through the rooms (docs/architecture.md, "Rooms"). A room may import itself and what is listed; `type` allows `import type` only.
 * Sub-rooms (longest match wins) are what browser code may share.
 */
export const allowed: { [room: string]: { value: string[]; type?: string[] } } = {
  engine: { value: [] },
  simulation: { value: ['engine'] },
  db: { value: [], type: ['engine'] },
  runtime: { value: ['engine', 'db'] },
  'crm/schemas': { value: [] },
  'activities/definitions': { value: [] },
  crm: { value: ['engine', 'db', 'crm/schemas'], type: ['runtime', 'activities/definitions'] },
  activities: { value: ['engine', 'runtime', 'db', 'crm', 'crm/schemas', 'activities/definitions'] },
  workflows: { value: [], type: ['activities', 'runtime'] },
  worker: { value: ['activities', 'activities/definitions', 'workflows', 'runtime', 'db', 'crm', 'engine'] },
  'api/contract': { value: [] },
  api: { value: ['api/contract', 'runtime', 'db', 'crm', 'crm/schemas', 'engine', 'activities/definitions'] },
  designer: { value: ['engine', 'activities/definitions'] },
  web: { value: ['designer', 'engine', 'api/contract', 'crm/schemas', 'activities/definitions'] },
  cli: {
    value: [
      'designer',
      'engine',
      'runtime',
      'db',
      'crm',
      'crm/schemas',
      'activities',
      'activities/definitions',
      'worker',
      'workflows',
      'api',
      'api/contract',
    ],
  },
};

/** Packages only certain rooms may use; whatever is not listed here is free, except in engine and workflows. */
const packageRooms: { [name: string]: string[] } = {
  'bpmn-js': ['designer', 'web'],
  pg: ['db', 'cli'],
  kysely: ['db', 'runtime', 'crm', 'api', 'activities', 'cli', 'worker'],
  react: ['designer', 'web'],
  express: ['api'],
};
const engineFree = /^(node:|react|express|pg$|kysely|@temporalio|pino|bpmn-js)/;

export interface Breach {
  file: string;
  imports: string;
  why: string;
}

export function roomOf(path: string): string | undefined {
  if (path.startsWith('api/contract/')) return 'api/contract';
  if (/^crm\/entities\/[^/]+\/schema\.ts$/.test(path)) return 'crm/schemas';
  if (/^activities\/jobs\/([^/]+\/definition|job-definition|definitions)\.ts$/.test(path)) return 'activities/definitions';
  const room = path.split('/')[0] ?? '';
  return room in allowed ? room : undefined;
}

const importPattern = /(?:^|\n)\s*(import|export)\s+(type\s+)?([^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Checks one file's text; `path` is relative to the project's root. */
export function breachesOf(path: string, source: string): Breach[] {
  const room = roomOf(path);
  if (!room) return [];
  const breaches: Breach[] = [];
  for (const match of source.matchAll(importPattern)) {
    const target = match[4] ?? match[5] ?? '';
    const typeOnly = match[2] !== undefined;
    const why = target.startsWith('.') ? crossing(room, path, target, typeOnly) : packageUse(room, target, typeOnly);
    if (why) breaches.push({ file: path, imports: target, why });
  }
  return breaches;
}

function crossing(room: string, path: string, target: string, typeOnly: boolean): string | undefined {
  const other = roomOf(
    relative('/', resolve('/', dirname(path), target))
      .split(sep)
      .join('/'),
  );
  if (!other || other === room) return undefined;
  const rule = allowed[room];
  if (rule?.value.includes(other)) return undefined;
  if (rule?.type?.includes(other)) return typeOnly ? undefined : `${room} may import ${other} as types only`;
  return `${room} may not import ${other}`;
}

function packageUse(room: string, target: string, typeOnly: boolean): string | undefined {
  if (room === 'engine' && engineFree.test(target)) return `engine is pure: not ${target}`;
  if (room === 'workflows' && !target.startsWith('@temporalio/')) return `workflows import Temporal's packages only, not ${target}`;
  const name = target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : (target.split('/')[0] ?? '');
  const rooms = packageRooms[name];
  return rooms && !rooms.includes(room) && !typeOnly ? `${name} belongs to ${rooms.join(', ')}` : undefined;
}

/** All breaches of the tree; tests are exempt. */
export function checkTree(root: string): Breach[] {
  return Object.keys(allowed)
    .filter((room) => !room.includes('/'))
    .flatMap((room) => sourceFiles(join(root, room)))
    .flatMap((file) => breachesOf(relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')));
}

export function sourceFiles(folder: string): string[] {
  let entries: import('node:fs').Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourceFiles(path);
    return /\.(ts|tsx|mjs)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) && !path.includes(`${sep}testing${sep}`) ? [path] : [];
  });
}
