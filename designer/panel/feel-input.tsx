import { LazyTextarea } from './lazy-input.tsx';

/** A formula in FEEL, written in the letters of code. */
export function FeelInput(props: React.ComponentProps<typeof LazyTextarea>) {
  return <LazyTextarea minRows={1} {...props} classNames={{ input: 'designer-code' }} />;
}
