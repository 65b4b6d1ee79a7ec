/** Families of texts that no first screen says: they come with the features that do (`withTexts`), so that nobody waits for them. */
export const laterFamilies: readonly string[] = [
  ...[
    'case',
    'column',
    'conflict',
    'correct',
    'data',
    'figures',
    'import',
    'list',
    'map',
    'move',
    'period',
    'processes',
    'publish',
    'record',
  ],
  ...['signal', 'sort', 'start', 'takeBack', 'type', 'wait'],
];

export function isLater(key: string): boolean {
  return laterFamilies.includes(key.slice(0, key.indexOf('.')));
}
