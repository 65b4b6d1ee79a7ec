import { useId } from 'react';
import { LazyInput } from './lazy-input.tsx';

/** A name that has to be the same at both ends: typed, or chosen from those that are known. */
export function NameInput({ known, ...props }: { known: string[] } & React.ComponentProps<typeof LazyInput>) {
  const list = useId();
  return (
    <>
      <LazyInput {...props} list={list} />
      <datalist id={list}>
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
