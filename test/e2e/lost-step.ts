const step = (id: string, name: string) =>
  `<bpmn:userTask id="${id}" name="${name}" perennial:stage="parcel" perennial:candidateGroups="pre-sales" perennial:due="P9D" perennial:calendar="none" />`;

function bpmn(...steps: [id: string, name: string][]): string {
  const way = ['Start', ...steps.map(([id]) => id), 'End'];
  const flows = way.slice(1).map((id, at) => `<bpmn:sequenceFlow id="${way[at]}_${id}" sourceRef="${way[at]}" targetRef="${id}" />`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="definitions" targetNamespace="http://perennial.dev/test">
  <bpmn:process id="parcel" name="Parcel" isExecutable="true">
    <bpmn:startEvent id="Start" />${steps.map(([id, name]) => step(id, name)).join('')}<bpmn:endEvent id="End" />
    ${flows.join('')}
  </bpmn:process>
</bpmn:definitions>
`;
}

const manifest = {
  key: 'parcel',
  name: 'Parcels',
  process: 'parcel.bpmn',
  recordType: 'parcel',
  recordTypes: [{ id: 'parcel', name: 'Parcel', fields: [{ key: 'title', label: 'Title', type: 'text' }] }],
  stages: [{ id: 'parcel', name: 'Parcel', color: 'teal', requiredFields: [] }],
};
const files = (content: string) => [
  { path: 'manifest.json', content: JSON.stringify(manifest) },
  { path: 'parcel.bpmn', content },
];

/** A process of one step, and the files in which two others stand in its place, neither more like it than the other. */
export const lostStep = {
  first: { key: 'parcel', name: 'Parcels', files: files(bpmn(['Check', 'Check the parcel'])) },
  second: files(bpmn(['Weigh', 'Weigh it'], ['Seal', 'Seal it'])),
};
