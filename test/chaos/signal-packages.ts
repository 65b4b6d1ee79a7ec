const definitions = (roots: string, process: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="definitions" targetNamespace="http://perennial.dev/test">
${roots}${process}
</bpmn:definitions>`;

function packageOf(key: string, steps: string[]) {
  const roots = `<bpmn:signal id="go" name="kill.go" /><bpmn:message id="open" name="kill.open.${key}" /><bpmn:message id="paid" name="kill.paid"><bpmn:extensionElements><perennial:message correlationKey="= order" /></bpmn:extensionElements></bpmn:message>`;
  const ids = steps.map((step) => /\bid="([^"]+)"/.exec(step)?.[1] ?? '');
  const flows = ids
    .slice(1)
    .map((id, index) => `<bpmn:sequenceFlow id="${ids[index]}_${id}" sourceRef="${ids[index]}" targetRef="${id}" />`);
  const process = `<bpmn:process id="${key}" isExecutable="true">${[...steps, ...flows].join('')}</bpmn:process>`;
  return {
    key: `kill-${key}`,
    name: key,
    files: [
      { path: 'manifest.json', content: JSON.stringify({ key: `kill-${key}`, name: key, process: `${key}.bpmn` }) },
      { path: `${key}.bpmn`, content: definitions(roots, process) },
    ],
  };
}

const opened = '<bpmn:startEvent id="start"><bpmn:messageEventDefinition messageRef="open" /></bpmn:startEvent>';
const signalled = '<bpmn:signalEventDefinition signalRef="go" />';
const work = '<bpmn:userTask id="work" name="Work" perennial:candidateGroups="pre-sales" />';
const end = '<bpmn:endEvent id="end" />';

/** One that waits for the signal, one that it starts, one that throws it, one that waits for a message: each begun by a message. */
export const signalPackages = [
  packageOf('hears', [opened, `<bpmn:intermediateCatchEvent id="heard">${signalled}</bpmn:intermediateCatchEvent>`, work, end]),
  packageOf('begun', [`<bpmn:startEvent id="start">${signalled}</bpmn:startEvent>`, work, end]),
  packageOf('throws', [opened, `<bpmn:intermediateThrowEvent id="tell">${signalled}</bpmn:intermediateThrowEvent>`, end]),
  packageOf('pays', [
    opened,
    '<bpmn:intermediateCatchEvent id="waits"><bpmn:messageEventDefinition messageRef="paid" /></bpmn:intermediateCatchEvent>',
    work,
    end,
  ]),
];
