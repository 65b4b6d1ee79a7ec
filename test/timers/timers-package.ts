import type { PackageFile } from '../../db/queries/packages.ts';

/** A case that waits for `count` timers side by side, each for a date of its own (`at1`, `at2`, ...), and ends after the last. */
export function timersPackage(key: string, count: number): { key: string; files: PackageFile[] } {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const flow = (id: string, source: string, target: string) =>
    `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}" />`;
  const branches = numbers.map(
    (n) => `<bpmn:intermediateCatchEvent id="t${n}"><bpmn:timerEventDefinition id="d${n}"><bpmn:timeDate>= at${n}</bpmn:timeDate>
</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>${flow(`f${n}`, 'fork', `t${n}`)}${flow(`g${n}`, `t${n}`, 'join')}`,
  );
  const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:t">
<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s" /><bpmn:parallelGateway id="fork" /><bpmn:parallelGateway id="join" /><bpmn:endEvent id="e" />
${flow('in', 's', 'fork')}${flow('out', 'join', 'e')}
${branches.join('\n')}
</bpmn:process></bpmn:definitions>`;
  return {
    key,
    files: [
      { path: 'manifest.json', content: JSON.stringify({ key, name: key, process: 'p.bpmn', stages: [] }) },
      { path: 'p.bpmn', content: bpmn },
    ],
  };
}
