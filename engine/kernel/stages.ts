import type { CompiledElement, FieldProblem, Rejection, Stage } from '../contract/index.ts';
import type { Execution } from './execution.ts';
import type { Failure } from './failure.ts';
import { isEmpty, splitPath } from './records.ts';

/** A stage is entered only when the fields it asks for are filled: under every door, whoever or whatever moves the case. */
export function checkStage(exec: Execution, id: number, element: CompiledElement): { rejection: Rejection; failure: Failure } | null {
  if (element.stage === undefined || element.stage === exec.state.stage || exec.manner.overridden) return null;
  const instance = exec.instance(id);
  const stage = instance && exec.packageOf(instance).stages.find((each) => each.id === element.stage);
  if (!stage || stage.requiredFields.length === 0) return null;
  const missing = missingFields(exec, id, stage);
  if (missing.length === 0) return null;
  const message = `The stage "${stage.name}" needs ${missing.map((field) => field.path).join(', ')}`;
  return {
    failure: { code: 'guard', message },
    rejection: { ok: false, code: 'guard', message, element: element.id, fields: missing, params: { stage: stage.id } },
  };
}

export function enterStage(exec: Execution, { stage }: CompiledElement): void {
  const from = exec.state.stage;
  if (stage === undefined || stage === from) return;
  exec.emit({ type: 'stageEntered', version: 1, stage, ...(from === undefined ? {} : { from }) });
}

function missingFields(exec: Execution, id: number, stage: Stage): FieldProblem[] {
  const missing: FieldProblem[] = [];
  for (const { field, when } of stage.requiredFields) {
    const value = field.includes('.') ? exec.records.value(field) : exec.data.scope(id)[field];
    if (!isEmpty(value)) continue;
    if (when !== undefined) {
      const asked = exec.data.evaluate(id, when);
      // A condition that cannot be evaluated does not open the door.
      if (asked.ok && asked.value !== true) continue;
    }
    missing.push({ path: field, code: 'required', message: `${labelOf(exec, field)} must be filled in`, askedBy: stage.id });
  }
  return missing;
}

/** What people call the field. */
export function labelOf(exec: Execution, path: string): string {
  const [name, field] = splitPath(path);
  const record = exec.records.find(name);
  const type = record && exec.packageBy(exec.state.packageHash).recordTypes.find((each) => each.id === record.type);
  return type?.fields.find((each) => each.key === field)?.label ?? path;
}
