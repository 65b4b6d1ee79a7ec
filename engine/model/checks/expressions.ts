import type { CompiledPackage } from '../../contract/process.ts';
import type { Finding } from '../../elements/element.ts';
import { flowLabel } from '../../elements/rule.ts';
import { inspectExpression } from '../../expression/index.ts';
import { packageScope } from '../expression-scope.ts';
import { finding, label } from '../findings.ts';
import { indexProcess } from '../index-process.ts';

/**
 * Expressions of a package that can come to nothing: fields its records do not have, operands and arguments of the wrong type. Warnings: the
 * case goes on with null. Names that the files do not tell may come with the case, and are left alone.
 */
export function checkExpressionTypes(pkg: CompiledPackage): Finding[] {
  const scope = { ...packageScope(pkg), open: true };
  const found: Finding[] = [];
  const check = (text: string | undefined, id: string, element: string) => {
    if (text === undefined) return;
    for (const { rule, params } of inspectExpression(text, scope).findings) {
      // What is no FEEL at all is an error already.
      if (rule !== 'expression/not-understood') found.push(finding(rule, 'warning', id, { element, ...params }));
    }
  };
  for (const process of pkg.processes) {
    const { elements, flows } = process;
    const index = indexProcess(process);
    for (const flow of flows) check(flow.condition, flow.id, flowLabel(flow, index));
    for (const element of elements) {
      for (const { source } of [...element.inputs, ...element.outputs]) check(source, element.id, label(element));
      const { script } = element.config as { script?: unknown };
      if (typeof script === 'string') check(script, element.id, label(element));
    }
  }
  for (const form of pkg.forms) for (const field of form.fields) check(field.visibleWhen, form.id, `“${form.id}” (${field.key})`);
  for (const stage of pkg.stages)
    for (const { field, when } of stage.requiredFields) check(when, 'manifest.json', `“${stage.name}” (${field})`);
  return found;
}
