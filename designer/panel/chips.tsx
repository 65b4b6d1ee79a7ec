import { Chip, Group } from '@mantine/core';

/** Several of a few: pressed chips are chosen. */
export function Chips({
  label,
  options,
  value,
  disabled,
  onChange,
}: {
  label: string;
  options: { value: string; label: string }[];
  value: string[];
  disabled: boolean;
  onChange(value: string[]): void;
}) {
  return (
    <Chip.Group multiple value={value} onChange={onChange}>
      <Group gap={4} role="group" aria-label={label}>
        {options.map((option) => (
          <Chip key={option.value} value={option.value} size="xs" radius="sm" disabled={disabled}>
            {option.label}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}
