/** Where the focus goes inside a form; the form's element is its root. `false` = there was nothing to focus. */
function focusFirst(root: HTMLElement | null, selector: string): boolean {
  const found = root?.querySelector<HTMLElement>(selector);
  found?.focus();
  found?.scrollIntoView({ block: 'nearest' });
  return found !== null && found !== undefined;
}

export const focusNote = (root: HTMLElement | null): boolean => focusFirst(root, '[name="note"]');
export const focusCallBack = (root: HTMLElement | null): boolean => focusFirst(root, 'input[data-call-back]');

/** In the order of the screen, after it was painted: a field may have been added by the refusal itself. */
export function focusFirstProblem(root: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const problem = root?.querySelector<HTMLElement>('[role="alert"]');
    const holder = problem?.closest<HTMLElement>('[data-field]');
    const target = holder?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, button');
    target?.focus();
    target?.scrollIntoView({ block: 'nearest' });
  });
}
