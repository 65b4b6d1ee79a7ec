import { Autocomplete } from '@mantine/core';
import { useEffect, useState } from 'react';
import { usePanel } from './panel-context.tsx';

/** Key of a published package: chosen by its name or key, or typed where it is not published yet. */
export function PackageInput({
  value,
  onCommit,
  ...props
}: {
  label: string;
  value: string;
  onCommit(key: string): void;
  placeholder?: string;
  description?: string;
  withAsterisk?: boolean;
  readOnly?: boolean;
}) {
  const { catalogue } = usePanel();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const packages = catalogue.packages ?? [];
  const nameOf = (key: string) => packages.find((each) => each.key === key)?.name ?? key;
  const commit = (text: string) => {
    // Whoever types what a process is called means it.
    const meant = packages.find(({ key }) => key === text) ?? packages.find(({ name }) => name.toLowerCase() === text.toLowerCase());
    const key = meant?.key ?? text;
    setTyped(key);
    if (key !== value) onCommit(key);
  };
  return (
    <Autocomplete
      {...props}
      data={packages.map(({ key }) => key)}
      filter={({ options, search }) =>
        options.filter(
          (each) => 'value' in each && `${each.value} ${nameOf(each.value)}`.toLowerCase().includes(search.trim().toLowerCase()),
        )
      }
      renderOption={({ option }) => (nameOf(option.value) === option.value ? option.value : `${nameOf(option.value)} (${option.value})`)}
      value={typed}
      onChange={setTyped}
      onOptionSubmit={commit}
      onBlur={() => commit(typed.trim())}
    />
  );
}
