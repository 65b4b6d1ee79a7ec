import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** Where the bytes of attachments lie: a folder, by content hash. The database knows the key and everything else. */
export class FileStore {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Writes it whole or not at all; equal content is stored once. */
  async put(sha256: string, content: Buffer): Promise<string> {
    const key = `${sha256.slice(0, 2)}/${sha256}`;
    const path = join(this.folder, key);
    if (await exists(path)) return key;
    await mkdir(dirname(path), { recursive: true });
    // A name of its own: two requests may bring the same bytes in the same millisecond.
    const temporary = `${path}.${randomUUID()}`;
    await writeFile(temporary, content, { mode: 0o600 });
    await rename(temporary, path);
    return key;
  }

  /** Undefined when the bytes are gone. */
  async read(key: string): Promise<Readable | undefined> {
    if (!/^[0-9a-f]{2}\/[0-9a-f]{64}$/.test(key)) return undefined;
    const path = join(this.folder, key);
    return (await exists(path)) ? createReadStream(path) : undefined;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
