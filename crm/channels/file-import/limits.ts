/** What one file may be. */
export const importLimits = {
  bytes: 50_000_000,
  rows: 500_000,
  /** Rows whose cases begin at once; those after them begin as there is room, behind what people do. */
  promptRows: 100,
  columns: 300,
  /** Characters in one cell. */
  cell: 32_767,
  /** A workbook's parts, unpacked, in bytes; and how many times larger than packed. */
  unpacked: 600_000_000,
  ratio: 200,
  entries: 5_000,
};
