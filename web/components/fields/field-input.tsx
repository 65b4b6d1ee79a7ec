import { lazy, Suspense } from 'react';
import { BooleanField } from './boolean-field.tsx';
import { CallBackField } from './call-back-field.tsx';
import type { FieldProps } from './field-props.ts';
import { NumberField } from './number-field.tsx';
import { TextField } from './text-field.tsx';

// Loaded when a form has one: the first load holds what every call needs.
const DateField = lazy(() => import('./date-field.tsx').then((module) => ({ default: module.DateField })));
const FileField = lazy(() => import('./file-field.tsx').then((module) => ({ default: module.FileField })));
const JsonField = lazy(() => import('./json-field.tsx').then((module) => ({ default: module.JsonField })));
const ReferenceField = lazy(() => import('./reference-field.tsx').then((module) => ({ default: module.ReferenceField })));
const SelectField = lazy(() => import('./select-field.tsx').then((module) => ({ default: module.SelectField })));
const UserField = lazy(() => import('./user-field.tsx').then((module) => ({ default: module.UserField })));

/** One input for each type of field; forms of tasks and fields of records both come from here. */
export function FieldInput(props: FieldProps) {
  return (
    <Suspense fallback={<div style={{ height: 52 }} />}>
      <Kind {...props} />
    </Suspense>
  );
}

function Kind(props: FieldProps) {
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
      return <DateField {...props} />;
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
