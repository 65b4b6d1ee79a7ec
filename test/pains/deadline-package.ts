import type { PackageFile } from '../../db/queries/packages.ts';

/** One task with a deadline, told by its variables, and the alerts given. */
export function deadlinePackage(
  key: string,
  options: { calendar: string; warn?: string; alerts: { at: string; to: string; level: string }[] },
): { key: string; files: PackageFile[] } {
  const alerts = options.alerts.map(({ at, to, level }) => `<perennial:alert at="${at}" to="${to}" level="${level}" />`).join('');
  const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="d" targetNamespace="urn:t">
<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s" />
<bpmn:userTask id="call" name="Call" perennial:candidateGroups="sales" perennial:calendar="${options.calendar}" perennial:due="= due"${options.warn ? ` perennial:warn="${options.warn}"` : ''}><bpmn:extensionElements><perennial:alerts>${alerts}</perennial:alerts></bpmn:extensionElements></bpmn:userTask>
<bpmn:endEvent id="e" /><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="call" /><bpmn:sequenceFlow id="g" sourceRef="call" targetRef="e" /></bpmn:process></bpmn:definitions>`;
  return {
    key,
    files: [
      { path: 'manifest.json', content: JSON.stringify({ key, name: key, process: 'p.bpmn', stages: [] }) },
      { path: 'p.bpmn', content: bpmn },
    ],
  };
}
