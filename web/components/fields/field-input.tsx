import { lazy, Suspense } from 'react';
import { BooleanField } from './boolean-field.tsx';
import { CallBackField } from './call-back-field.tsx';
import type { FieldProps } from './field-props.ts';
import { FileField } from './file-field.tsx';
import { JsonField } from './json-field.tsx';
import { NumberField } from './number-field.tsx';
import { ReferenceField } from './reference-field.tsx';
import { SelectField } from './select-field.tsx';
import { TextField } from './text-field.tsx';
import { UserField } from './user-field.tsx';

const DateField = lazy(() => import('./date-field.tsx').then((module) => ({ default: module.DateField })));

/** One input for each type of field; forms of tasks and fields of records both come from here. */
export function FieldInput(props: FieldProps) {
  switch (props.field.type) {
    case 'text':
    case 'longText':
    case 'phone':
    case 'email':
      return <TextField {...props} />;
    case 'number':
    case 'money':
      return <NumberField {...props} />;
    case 'boolean':
      return <BooleanField {...props} />;
    case 'date':
    case 'dateTime':
      return (
        <Suspense fallback={<div style={{ height: 52 }} />}>
          <DateField {...props} />
        </Suspense>
      );
    case 'select':
    case 'multiSelect':
      return <SelectField {...props} />;
    case 'user':
      return <UserField {...props} />;
    case 'reference':
      return <ReferenceField {...props} />;
    case 'json':
      return <JsonField {...props} />;
    case 'callBack':
      return <CallBackField {...props} />;
    case 'file':
      return <FileField {...props} />;
  }
}
