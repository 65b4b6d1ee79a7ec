import type { CompiledPackage } from '../../contract/process.ts';
import type { Finding } from '../../elements/element.ts';
import { finding } from '../findings.ts';
import { isName } from '../names.ts';
import { unknownField } from './manifest.ts';

/** Fields of forms write a variable or a record's field that exists. */
export function checkForms(pkg: CompiledPackage): Finding[] {
  return pkg.forms.flatMap((form) =>
    form.fields.flatMap(({ key }) => {
      const parts = key.split('.');
      if (parts.length > 2 || parts.some((part) => !isName(part))) {
        return [finding('form/key', 'error', form.id, { form: form.id, field: key })];
      }
      return unknownField(key, pkg) ? [finding('form/field-unknown', 'error', form.id, { form: form.id, field: key })] : [];
    }),
  );
}
