import type { Readable } from 'node:stream';
/** Where the bytes of attachments lie: a folder, by content hash. The database knows the key and everything else. */
export declare class FileStore {
  private readonly folder;
  constructor(folder: string);
  /** Writes it whole or not at all; equal content is stored once. */
  put(sha256: string, content: Buffer): Promise<string>;
  /** Undefined when the bytes are gone. */
  read(key: string): Promise<Readable | undefined>;
}
