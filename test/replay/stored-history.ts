import { readFileSync, writeFileSync } from 'node:fs';
import proto from '@temporalio/proto';

type History = proto.temporal.api.history.v1.IHistory;
const { History } = proto.temporal.api.history.v1;

/** A history as it is kept: for reading, the kinds of its events; for replaying, the very bytes Temporal holds. */
export interface StoredHistory {
  workflowId: string;
  events: string[];
  bytes: string;
}

export function writeHistory(file: string, workflowId: string, history: History): number {
  const events = (history.events ?? []).map((event) => proto.temporal.api.enums.v1.EventType[event.eventType ?? 0] ?? 'unknown');
  const bytes = Buffer.from(History.encode(history).finish()).toString('base64');
  writeFileSync(file, `${JSON.stringify({ workflowId, events, bytes } satisfies StoredHistory, null, 1)}\n`);
  return events.length;
}

export function readHistory(file: string): { workflowId: string; history: History } {
  const stored = JSON.parse(readFileSync(file, 'utf8')) as StoredHistory;
  return { workflowId: stored.workflowId, history: History.decode(Buffer.from(stored.bytes, 'base64')) };
}
