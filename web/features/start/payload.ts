import { asItLooks } from './start-values.ts';

/** `amount: 120`, a line each, or one JSON object. `line`: the first that is neither, from 1. */
export function readPayload(text: string): { ok: true; value: Record<string, unknown> } | { ok: false; line: number } {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) {
    try {
      const value: unknown = JSON.parse(trimmed);
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        return { ok: true, value: value as Record<string, unknown> };
    } catch {
      // said as the line it begins at
    }
    return { ok: false, line: 1 };
  }
  const value: Record<string, unknown> = {};
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const parts = /^\s*([^\s:=][^:=]*?)\s*[:=]\s*(.*)$/.exec(line);
    if (!parts) return { ok: false, line: at + 1 };
    value[parts[1] ?? ''] = asItLooks((parts[2] ?? '').trim());
  }
  return { ok: true, value };
}
