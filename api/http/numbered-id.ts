/** `<instanceId>:<number>`, the outer id of tasks, incidents and jobs; an instance id may hold colons itself. */
export function numberedId(instanceId: string, number: number): string {
  return `${instanceId}:${number}`;
}

export function parseNumberedId(id: string): { instanceId: string; number: number } | undefined {
  const at = id.lastIndexOf(':');
  const number = Number(id.slice(at + 1));
  return at > 0 && /^\d{1,9}$/.test(id.slice(at + 1)) && number > 0 ? { instanceId: id.slice(0, at), number } : undefined;
}
