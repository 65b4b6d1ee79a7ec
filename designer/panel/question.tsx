import type { ReactNode } from 'react';

/** One question of the panel: heading, maybe an action at its right, the answer, a line that explains. */
export function Question({ title, action, hint, children }: { title: string; action?: ReactNode; hint?: ReactNode; children: ReactNode }) {
  return (
    <section className="designer-question">
      <header>
        <h2>{title}</h2>
        {action}
      </header>
      {children}
      {hint && <p className="designer-hint">{hint}</p>}
    </section>
  );
}
