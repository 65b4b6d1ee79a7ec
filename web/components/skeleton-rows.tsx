import { useEffect, useState } from 'react';
import classes from './states.module.css';

/** Nothing for 150 ms, then grey rows of the final height, so that nothing jumps. */
export function SkeletonRows({ rows = 8, height = 36 }: { rows?: number; height?: number }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 150);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <div aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity
        <div key={row} className={classes.skeleton} style={{ height }}>
          <span style={{ width: `${38 + ((row * 17) % 40)}%` }} />
        </div>
      ))}
    </div>
  );
}
