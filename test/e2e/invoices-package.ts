import type { PackageFile } from '../../db/queries/packages.ts';

const ns =
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:perennial="http://perennial.dev/schema/bpmn/1.0"';

const shape = (id: string, x: number, y: number, width: number, height: number) =>
  `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" /></bpmndi:BPMNShape>`;
const edge = (id: string, ...points: [number, number][]) =>
  `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}">${points.map(([x, y]) => `<di:waypoint x="${x}" y="${y}" />`).join('')}</bpmndi:BPMNEdge>`;

/** Invoices that come in a bundle: each is checked by somebody of pre-sales; then the bundle is paid, where its score allows. It moves no record. */
const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions ${ns} id="definitions" targetNamespace="http://perennial.dev/test">
<bpmn:process id="invoices" isExecutable="true">
  <bpmn:startEvent id="start" name="Bundle came" />
  <bpmn:userTask id="check" name="Check invoice" perennial:candidateGroups="pre-sales" perennial:due="P3D">
    <bpmn:extensionElements><perennial:outcomes variable="verdict"><perennial:outcome value="right" name="Right" /><perennial:outcome value="wrong" name="Wrong" /></perennial:outcomes></bpmn:extensionElements>
    <bpmn:multiInstanceLoopCharacteristics perennial:collection="= invoices" perennial:item="invoice" />
  </bpmn:userTask>
  <bpmn:exclusiveGateway id="which" name="May it be paid?" />
  <bpmn:endEvent id="paid" name="Paid" />
  <bpmn:endEvent id="returned" name="Sent back" />
  <bpmn:sequenceFlow id="toCheck" sourceRef="start" targetRef="check" />
  <bpmn:sequenceFlow id="toWhich" sourceRef="check" targetRef="which" />
  <bpmn:sequenceFlow id="toPaid" sourceRef="which" targetRef="paid"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= score &gt; 10</bpmn:conditionExpression></bpmn:sequenceFlow>
  <bpmn:sequenceFlow id="toReturned" sourceRef="which" targetRef="returned"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= score &lt; 5</bpmn:conditionExpression></bpmn:sequenceFlow>
</bpmn:process>
<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="invoices">
  ${shape('start', 160, 122, 36, 36)}${shape('check', 260, 100, 120, 80)}${shape('which', 450, 115, 50, 50)}
  ${shape('paid', 580, 122, 36, 36)}${shape('returned', 580, 222, 36, 36)}
  ${edge('toCheck', [196, 140], [260, 140])}${edge('toWhich', [380, 140], [450, 140])}${edge('toPaid', [500, 140], [580, 140])}
  ${edge('toReturned', [475, 165], [475, 240], [580, 240])}
</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;

const ru = {
  Invoices: 'Проверка счетов поставщиков',
  'Check invoice': 'Проверить счёт',
  'Bundle came': 'Пришла пачка',
  'May it be paid?': 'Можно платить?',
  Paid: 'Оплачено',
  'Sent back': 'Возвращено',
  Right: 'Верно',
  Wrong: 'Неверно',
  supplierName: 'Поставщик',
};
const pl = {
  Invoices: 'Faktury od dostawców',
  'Check invoice': 'Sprawdź fakturę',
  'Bundle came': 'Przyszła paczka',
  'May it be paid?': 'Czy można zapłacić?',
  Paid: 'Zapłacone',
  'Sent back': 'Odesłane',
  Right: 'Dobrze',
  Wrong: 'Źle',
  supplierName: 'Dostawca',
};

export const invoices: { key: string; files: PackageFile[] } = {
  key: 'invoices',
  files: [
    {
      path: 'manifest.json',
      content: JSON.stringify({
        key: 'invoices',
        name: 'Invoices',
        process: 'invoices.bpmn',
        texts: { ru: 'texts/ru.json', pl: 'texts/pl.json' },
      }),
    },
    { path: 'invoices.bpmn', content: bpmn },
    { path: 'texts/ru.json', content: JSON.stringify(ru) },
    { path: 'texts/pl.json', content: JSON.stringify(pl) },
  ],
};
