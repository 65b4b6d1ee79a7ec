/** Where a browser stands in the three feeds; goes to and fro as the SSE id. */
export interface Position {
  facts: string;
  notifications: string;
  announcements: string;
}

export function writePosition({ facts, notifications, announcements }: Position): string {
  return [facts, notifications, announcements].join('_');
}

export function readPosition(text: string | undefined): Position | undefined {
  const match = /^(\d{1,20}\.\d{1,19})?_(\d{1,20}\.\d{1,19})?_(\d{1,20}\.\d{1,19})?$/.exec(text ?? '');
  return match ? { facts: match[1] ?? '', notifications: match[2] ?? '', announcements: match[3] ?? '' } : undefined;
}
