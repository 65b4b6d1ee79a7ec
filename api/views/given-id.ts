/**
 * Ids of messages and signals that people give are theirs: none can be one that a case derives for itself (`<instance>:<number>`), which would
 * take that case's turn. Callers and lists see them as they were given.
 */
const own = 'user:';

export function ownId(given: string): string {
  return `${own}${given}`;
}

export function givenId(id: string): string {
  return id.startsWith(own) ? id.slice(own.length) : id;
}
