import type { CompiledPackage } from '../../contract/process.ts';
import type { Finding } from '../../elements/element.ts';
import { checkExpression } from '../../expression/index.ts';
import { finding, type Params } from '../findings.ts';
import { isName } from '../names.ts';

/** What the manifest says must fit together: record type, fields of stages, names, expressions. */
export function checkManifest(pkg: CompiledPackage): Finding[] {
  const found: Finding[] = [];
  const put = (rule: string, params: Params) => found.push(finding(rule, 'error', 'manifest.json', params));
  if (pkg.recordType !== undefined && !pkg.recordTypes.some((type) => type.id === pkg.recordType)) {
    put('manifest/record-type', { type: pkg.recordType });
  }
  for (const twice of repeated(pkg.stages.map((stage) => stage.id))) put('manifest/twice', { what: 'stage', id: twice });
  for (const twice of repeated(pkg.forms.map((form) => form.id))) put('manifest/twice', { what: 'form', id: twice });
  for (const twice of repeated(pkg.recordTypes.map((type) => type.id))) put('manifest/twice', { what: 'record type', id: twice });
  for (const type of pkg.recordTypes) {
    for (const twice of repeated(type.fields.map((field) => field.key)))
      put('manifest/twice', { what: 'field', id: `${type.id}.${twice}` });
    for (const name of [type.id, ...type.fields.map((field) => field.key)].filter((each) => !isName(each))) put('manifest/name', { name });
  }
  for (const stage of pkg.stages) {
    for (const { field, when } of stage.requiredFields) {
      if (unknownField(field, pkg)) put('manifest/field-unknown', { stage: stage.name, field });
      const checked = when === undefined ? undefined : checkExpression(when);
      if (checked && !checked.ok) put('manifest/expression', { stage: stage.name, expression: when ?? '', reason: checked.message });
    }
  }
  return found;
}

/** `lead.need` of a record type the package describes, but without such a field. */
export function unknownField(field: string, pkg: CompiledPackage): boolean {
  const [owner, key] = field.split('.');
  const record = pkg.recordTypes.find((type) => type.id === owner);
  return record !== undefined && key !== undefined && !record.fields.some((each) => each.key === key);
}

function repeated(ids: string[]): string[] {
  return [...new Set(ids.filter((id, position) => ids.indexOf(id) !== position))];
}
