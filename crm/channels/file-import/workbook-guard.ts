import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { importLimits } from './limits.ts';
import { contentOf, readDirectory } from './zip-parts.ts';

export type WorkbookCheck = { ok: true /** Paths of its parts. */; parts: string[] } | { ok: false; code: string; message: string };

/** Bytes that may stand between two parts: a data descriptor. A hidden part needs more. */
const longestGap = 24;

/**
 * Looks through a zip before it is read as a workbook: what it would become, by its directory and by unpacking it without keeping anything,
 * and whether it is a workbook at all.
 */
export async function checkWorkbook(bytes: Buffer): Promise<WorkbookCheck> {
  const read = readDirectory(bytes);
  if (!read) return broken();
  const { parts, directory } = read;
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
