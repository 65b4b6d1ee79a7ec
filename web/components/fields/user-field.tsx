import { useQuery } from '@tanstack/react-query';
import { peopleQuery } from '../../lib/people.ts';
import type { FieldProps } from './field-props.ts';
import { SelectField } from './select-field.tsx';

/** A colleague; one who left stays readable where he was chosen. */
export function UserField(props: FieldProps) {
  const people = useQuery(peopleQuery);
  const options = (people.data?.users ?? [])
    .filter((user) => user.active || user.id === props.value)
    .map((user) => ({ value: user.id, label: user.name }));
  return <SelectField {...props} field={{ ...props.field, type: 'select', options }} />;
}
