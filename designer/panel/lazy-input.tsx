import { Textarea, type TextareaProps, TextInput, type TextInputProps } from '@mantine/core';
import { useEffect, useState } from 'react';

interface Lazy {
  value: string;
  onCommit(value: string): void;
}

/** Commits on blur and Enter, so that one edit is one step of undo; Escape takes back what was typed. */
function useLazy({ value, onCommit }: Lazy) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const commit = () => text !== value && onCommit(text.trim());
  return {
    value: text,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => setText(event.currentTarget.value),
    onBlur: commit,
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key === 'Escape') setText(value);
      if (event.key === 'Enter' && !(event.target instanceof HTMLTextAreaElement)) commit();
    },
  };
}

export function LazyInput({ value, onCommit, ...props }: Lazy & Omit<TextInputProps, 'value' | 'onChange' | 'onBlur'>) {
  return <TextInput {...props} {...useLazy({ value, onCommit })} />;
}

export function LazyTextarea({ value, onCommit, ...props }: Lazy & Omit<TextareaProps, 'value' | 'onChange' | 'onBlur'>) {
  return <Textarea autosize minRows={2} maxRows={8} {...props} {...useLazy({ value, onCommit })} />;
}
