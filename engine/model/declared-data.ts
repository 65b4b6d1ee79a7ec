import { dataName } from './data.ts';
import { child, children, isA, type ModdleNode } from './moddle.ts';

/** Names of the data that a process and its subprocesses draw: data objects, properties, what it takes and gives (BPMN 2.0.2, 10.4.1). */
export function declaredData(container: ModdleNode): string[] {
  const io = child(container, 'ioSpecification');
  const own = [...children(container, 'properties'), ...children(io, 'dataInputs'), ...children(io, 'dataOutputs')];
  const inside = children(container, 'flowElements').flatMap((node) => {
    if (node.$type === 'bpmn:DataObject' || node.$type === 'bpmn:DataObjectReference') return dataName(node) ?? [];
    if (isA(node, 'bpmn:FlowNode')) return isA(node, 'bpmn:SubProcess') ? declaredData(node) : propertiesOf(node);
    return [];
  });
  return [...own.flatMap((node) => dataName(node) ?? []), ...inside];
}

function propertiesOf(node: ModdleNode): string[] {
  return children(node, 'properties').flatMap((each) => dataName(each) ?? []);
}
