import { NumberInput, type NumberInputProps, Textarea, type TextareaProps, TextInput, type TextInputProps } from '@mantine/core';
import { useEffect, useState } from 'react';

interface Lazy {
  value: string;
  onCommit(value: string): void;
}

/** Commits on blur and Enter, so that one edit is one step of undo; Escape takes back what was typed. */
function useLazy({ value, onCommit }: Lazy) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const commit = () => {
    if (text.trim() === value) setText(value);
    else onCommit(text.trim());
  };
  const bind = {
    value: text,
    // What is typed is the top layer: the first Escape is for it, the next one for the sheet around it.
    'data-mantine-stop-propagation': text !== value,
    onBlur: commit,
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key === 'Escape') setText(value);
      if (event.key === 'Enter' && !(event.target instanceof HTMLTextAreaElement)) commit();
    },
  };
  return { bind, setText };
}

export function LazyInput({ value, onCommit, ...props }: Lazy & Omit<TextInputProps, 'value' | 'onChange' | 'onBlur'>) {
  const { bind, setText } = useLazy({ value, onCommit });
  return <TextInput {...props} {...bind} onChange={(event) => setText(event.currentTarget.value)} />;
}

export function LazyTextarea({ value, onCommit, ...props }: Lazy & Omit<TextareaProps, 'value' | 'onChange' | 'onBlur'>) {
  const { bind, setText } = useLazy({ value, onCommit });
  return <Textarea autosize minRows={2} maxRows={8} {...props} {...bind} onChange={(event) => setText(event.currentTarget.value)} />;
}

/** Null = nothing. What lies outside `min` and `max` becomes the nearest that does not. */
export function LazyNumber({
  value,
  onCommit,
  ...props
}: { value: number | null; onCommit(value: number | null): void } & Omit<NumberInputProps, 'value' | 'onChange' | 'onBlur'>) {
  const { bind, setText } = useLazy({
    value: value === null ? '' : String(value),
    onCommit: (text) => {
      const typed = Number(text);
      const within = Math.min(Math.max(typed, props.min ?? typed), props.max ?? typed);
      onCommit(text === '' || Number.isNaN(typed) ? null : within);
    },
  });
  return <NumberInput allowNegative={(props.min ?? -1) < 0} {...props} {...bind} onChange={(typed) => setText(String(typed))} />;
}
