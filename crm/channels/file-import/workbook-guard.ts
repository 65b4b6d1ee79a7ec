import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { importLimits } from './limits.ts';

export type WorkbookCheck = { ok: true /** Paths of its parts. */; parts: string[] } | { ok: false; code: string; message: string };

interface Part {
  path: string;
  /** Where its own header begins. */
  offset: number;
  packed: number;
  /** As the file says. */
  unpacked: number;
  deflated: boolean;
}

/** Bytes that may stand between two parts: a data descriptor. A hidden part needs more. */
const longestGap = 24;

/**
 * Looks through a zip before it is read as a workbook: what it would become, by its directory and by unpacking it without keeping anything,
 * and whether it is a workbook at all.
 */
export async function checkWorkbook(bytes: Buffer): Promise<WorkbookCheck> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length) return broken();
  const directory = bytes.readUInt32LE(end + 16);
  const parts = readDirectory(bytes, directory, bytes.readUInt16LE(end + 10));
  if (!parts) return broken();
  const unpacked = parts.reduce((sum, part) => sum + part.unpacked, 0);
  // 0xffffffff and 0xffff announce zip64, which no workbook within the limits needs.
  if (parts.length > importLimits.entries || unpacked > importLimits.unpacked || unpacked > bytes.length * importLimits.ratio + 1_000_000)
    return tooLarge(`${unpacked} bytes in ${parts.length} parts`);
  let at = 0;
  for (const part of [...parts].sort((a, b) => a.offset - b.offset)) {
    const begin = contentOf(bytes, part);
    if (begin === undefined || part.offset < at || part.offset - at > longestGap) return broken();
    at = begin + part.packed;
    if (at > directory) return broken();
    if (part.deflated && !(await inflatesWithin(bytes.subarray(begin, at), part.unpacked))) return tooLarge('more than it says');
  }
  if (directory - at > longestGap) return broken();
  if (!parts.some((part) => part.path === 'xl/workbook.xml'))
    return { ok: false, code: 'notAWorkbook', message: 'The file is a zip archive, but no Excel workbook' };
  return { ok: true, parts: parts.map((part) => part.path) };
}

function readDirectory(bytes: Buffer, from: number, entries: number): Part[] | undefined {
  const parts: Part[] = [];
  let at = from;
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
  return parts;
}

/** Where a part's content begins, by its own header. */
function contentOf(bytes: Buffer, { offset }: Part): number | undefined {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== 0x04034b50) return undefined;
  return offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
}

async function inflatesWithin(packed: Buffer, limit: number): Promise<boolean> {
  let size = 0;
  try {
    for await (const chunk of Readable.from([packed]).pipe(createInflateRaw())) {
      size += (chunk as Buffer).length;
      if (size > limit) return false;
    }
  } catch {
    // Damaged: whoever reads the workbook says so.
  }
  return true;
}

function tooLarge(what: string): WorkbookCheck {
  return { ok: false, code: 'unpacksTooLarge', message: `The workbook would unpack to ${what}: save it as CSV, or split it` };
}

function broken(): WorkbookCheck {
  return { ok: false, code: 'brokenWorkbook', message: 'The Excel file is damaged: open it and save it again' };
}
