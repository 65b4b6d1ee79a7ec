import type { CompiledElement, CompiledPackage } from '../../contract/process.ts';
import type { Finding } from '../../elements/element.ts';
import { finding, label } from '../findings.ts';

/** Stages of a plain BPMN file are words of its own; those of a package are its columns. */
export function checkStages(element: CompiledElement, pkg: CompiledPackage): Finding[] {
  if (element.stage === undefined || pkg.recordType === undefined) return [];
  if (pkg.stages.some((stage) => stage.id === element.stage)) return [];
  return [finding('stage/unknown', 'error', element.id, { element: label(element), stage: element.stage })];
}
