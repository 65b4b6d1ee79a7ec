import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

export interface ZipPart {
  path: string;
  /** Where its own header begins. */
  offset: number;
  packed: number;
  /** As the file says. */
  unpacked: number;
  deflated: boolean;
}

/** Parts of a zip by its directory, which begins at `directory`; undefined = damaged. */
export function readDirectory(bytes: Buffer): { parts: ZipPart[]; directory: number } | undefined {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length) return undefined;
  const directory = bytes.readUInt32LE(end + 16);
  const entries = bytes.readUInt16LE(end + 10);
  const parts: ZipPart[] = [];
  let at = directory;
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return undefined;
    const nameLength = bytes.readUInt16LE(at + 28);
    parts.push({
      path: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      offset: bytes.readUInt32LE(at + 42),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      deflated: bytes.readUInt16LE(at + 10) === 8,
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return { parts, directory };
}

/** Where a part's content begins, by its own header. */
export function contentOf(bytes: Buffer, { offset }: ZipPart): number | undefined {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== 0x04034b50) return undefined;
  return offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
}

/** A part's content, unpacked as it is read. */
export function openPart(bytes: Buffer, part: ZipPart): Readable {
  const begin = contentOf(bytes, part) ?? bytes.length;
  const packed = Readable.from([bytes.subarray(begin, begin + part.packed)]);
  if (!part.deflated) return packed;
  const inflate = createInflateRaw();
  packed.on('error', (error) => inflate.destroy(error));
  return packed.pipe(inflate);
}
