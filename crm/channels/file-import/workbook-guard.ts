import { importLimits } from './limits.ts';

export type WorkbookCheck = { ok: true /** Paths of its parts. */; parts: string[] } | { ok: false; code: string; message: string };

/** Looks through a zip's central directory before anything is unpacked: what it would become, and whether it is a workbook at all. */
export function checkWorkbook(bytes: Buffer): WorkbookCheck {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length) return broken();
  const entries = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const parts: string[] = [];
  let unpacked = 0;
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return broken();
    const size = bytes.readUInt32LE(at + 24);
    const nameLength = bytes.readUInt16LE(at + 28);
    unpacked += size;
    parts.push(bytes.toString('utf8', at + 46, at + 46 + nameLength));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  // 0xffffffff and 0xffff announce zip64, which no workbook within the limits needs.
  const tooLarge =
    entries > importLimits.entries || unpacked > importLimits.unpacked || unpacked > bytes.length * importLimits.ratio + 1_000_000;
  if (tooLarge)
    return {
      ok: false,
      code: 'unpacksTooLarge',
      message: `The workbook would unpack to ${unpacked} bytes in ${entries} parts: save it as CSV, or split it`,
    };
  if (!parts.some((part) => part === 'xl/workbook.xml'))
    return { ok: false, code: 'notAWorkbook', message: 'The file is a zip archive, but no Excel workbook' };
  return { ok: true, parts };
}

function broken(): WorkbookCheck {
  return { ok: false, code: 'brokenWorkbook', message: 'The Excel file is damaged: open it and save it again' };
}
