import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Which stored state a folder was taken from, or last became, at one installation. */
export interface Base {
  /** Newest published version then; null = there was none. */
  version: number | null;
  /** Revision of the draft; null = there was none. */
  draft: number | null;
}

const name = '.perennial.json';
const entry = z.object({ key: z.string(), version: z.number().nullable(), draft: z.number().nullable() });
const file = z.record(z.string(), entry);

/** Undefined = nobody has said so yet, or of another process. */
export async function readBase(folder: string, address: string, key: string): Promise<Base | undefined> {
  const found = (await readFileOf(folder))[placeOf(address)];
  return found?.key === key ? { version: found.version, draft: found.draft } : undefined;
}

/** By installation: the same folder may be published to a test installation and to the real one. */
export async function writeBase(folder: string, address: string, key: string, base: Base): Promise<void> {
  const all = { ...(await readFileOf(folder)), [placeOf(address)]: { key, ...base } };
  await writeFile(join(folder, name), `${JSON.stringify(all, null, 2)}\n`);
}

async function readFileOf(folder: string): Promise<z.infer<typeof file>> {
  try {
    return file.parse(JSON.parse(await readFile(join(folder, name), 'utf8')));
  } catch {
    // None yet, or somebody wrote in it: then nothing is known, and what is stored is not overwritten without being asked for.
    return {};
  }
}

function placeOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : address;
}
