import type { OutsideCall } from './process.ts';

/** How `DecideContext.called` names a package: `verify@latest`, `verify@3`. A key holds no `@`. */
export function callReference({ package: key, version }: OutsideCall): string {
  return `${key}@${version ?? 'latest'}`;
}
