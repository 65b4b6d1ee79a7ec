import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, stat } from 'node:fs/promises';
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
    // What a power cut left shorter than it was is written again.
    if ((await sizeOf(path)) === content.length) return key;
    await mkdir(dirname(path), { recursive: true });
    // A name of its own: two requests may bring the same bytes in the same millisecond.
    const temporary = `${path}.${randomUUID()}`;
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    return key;
  }

  /** Undefined when the bytes are gone. */
  async read(key: string): Promise<Readable | undefined> {
    if (!/^[0-9a-f]{2}\/[0-9a-f]{64}$/.test(key)) return undefined;
    const path = join(this.folder, key);
    return (await sizeOf(path)) !== undefined ? createReadStream(path) : undefined;
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ size }) => size,
    () => undefined,
  );
}
