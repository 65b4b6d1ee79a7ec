/** BPMN files the engine's bench runs, written out so that every party reads the very same text. */

const head = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
  xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="definitions" targetNamespace="urn:perennial:bench">`;

/** Nodes and flows of one process, in the order they were put down. */
export class Drawing {
  readonly nodes: { id: string; xml: string }[] = [];
  readonly flows: { id: string; source: string; target: string; condition?: string }[] = [];

  /** `body`: what stands inside the tag. */
  node(type: string, id: string, attributes = '', body = ''): this {
    this.nodes.push({ id, xml: `<bpmn:${type} id="${id}"${attributes && ` ${attributes}`}${body ? `>${body}</bpmn:${type}>` : '/>'}` });
    return this;
  }

  /** Flows along these nodes; the first one carries the condition. */
  path(ids: string[], condition?: string): this {
    for (const [position, target] of ids.slice(1).entries()) {
      const source = ids[position] as string;
      this.flows.push({
        id: `${source}_${target}`,
        source,
        target,
        ...(position === 0 && condition !== undefined ? { condition } : {}),
      });
    }
    return this;
  }

  /** What stands inside the process. */
  content(): string {
    const flows = this.flows.map(({ id, source, target, condition }) => {
      const body = condition && `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= ${condition}</bpmn:conditionExpression>`;
      return `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}">${body ?? ''}</bpmn:sequenceFlow>`;
    });
    return [...this.nodes.map((node) => node.xml), ...flows].join('\n');
  }

  xml(process: string, withDiagram = false): string {
    const diagram = withDiagram ? this.diagram(process) : '';
    return `${head}\n<bpmn:process id="${process}" isExecutable="true">\n${this.content()}\n</bpmn:process>\n${diagram}</bpmn:definitions>`;
  }

  private diagram(process: string): string {
    const shapes = this.nodes.map(
      ({ id }, position) =>
        `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${(position % 40) * 150}" y="${Math.floor(position / 40) * 120}" width="100" height="80"/></bpmndi:BPMNShape>`,
    );
    const edges = this.flows.map(
      ({ id }) =>
        `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}"><di:waypoint x="0" y="0"/><di:waypoint x="150" y="120"/></bpmndi:BPMNEdge>`,
    );
    return `<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="${process}">\n${[...shapes, ...edges].join('\n')}\n</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>\n`;
  }
}

/** 100 steps in a row, then a fork into two branches of one step each and their join. Nothing waits: one command runs it to the end. */
export function stepsModel(steps = 100): { xml: string; elements: number } {
  const drawing = new Drawing().node('startEvent', 'start');
  const row = Array.from({ length: steps }, (_, step) => `step${step}`);
  for (const id of row) drawing.node('task', id);
  drawing.node('parallelGateway', 'fork').node('task', 'a').node('task', 'b').node('parallelGateway', 'join').node('endEvent', 'end');
  drawing.path(['start', ...row, 'fork', 'a', 'join', 'end']).path(['fork', 'b', 'join']);
  return { xml: drawing.xml('steps'), elements: drawing.nodes.length };
}

/** What a case that lives for years goes round in: a task for a person with a deadline, a job, and back, as long as the client is not reached. */
export function loopModel(): string {
  const drawing = new Drawing()
    .node('startEvent', 'start')
    .node('exclusiveGateway', 'merge')
    .node(
      'userTask',
      'call',
      'name="Call the client" perennial:candidateGroups="sales" perennial:due="P1D" perennial:calendar="none"',
      `<bpmn:extensionElements><perennial:outcomes variable="result"><perennial:outcome value="reached" name="Reached"/>
       <perennial:outcome value="again" name="Try again"/></perennial:outcomes></bpmn:extensionElements>`,
    )
    .node('serviceTask', 'note', 'name="Write it down"', '<bpmn:extensionElements><perennial:job type="note"/></bpmn:extensionElements>')
    .node('exclusiveGateway', 'more', 'default="more_end"')
    .node('endEvent', 'end')
    .node(
      'boundaryEvent',
      'wrote',
      'attachedToRef="call" cancelActivity="false"',
      '<bpmn:messageEventDefinition id="wroteMessage" messageRef="mail"/>',
    )
    .node('endEvent', 'noted')
    .path(['start', 'merge', 'call', 'note', 'more'])
    .path(['more', 'merge'], 'result = "again"')
    .path(['more', 'end'])
    .path(['wrote', 'noted']);
  return drawing.xml('loop').replace('<bpmn:process ', '<bpmn:message id="mail" name="mail"/>\n<bpmn:process ');
}

/**
 * A large model as people draw them, `blocks` of ten elements between a start and an end, with its diagram: tasks with results, forms
 * of words in every condition, jobs with mappings, deadlines on edges, forks and joins. No two expressions are the same text.
 */
export function largeModel(elements = 1000): { xml: string; elements: number } {
  const drawing = new Drawing().node('startEvent', 'start', 'name="Lead came in"');
  let before = 'start';
  for (let block = 0; drawing.nodes.length + 11 <= elements; block += 1) before = largeBlock(drawing, block, before);
  for (let rest = 0; drawing.nodes.length + 1 < elements; rest += 1) {
    drawing.node('manualTask', `rest${rest}`, `name="Rest ${rest}"`).path([before, `rest${rest}`]);
    before = `rest${rest}`;
  }
  drawing.node('endEvent', 'end', 'name="Done"').path([before, 'end']);
  return { xml: drawing.xml('large', true), elements: drawing.nodes.length };
}

function largeBlock(drawing: Drawing, block: number, before: string): string {
  const of = (id: string) => `${id}${block}`;
  drawing
    .node(
      'userTask',
      of('call'),
      `name="Call ${block}" perennial:candidateGroups="sales" perennial:due="P${1 + (block % 5)}D" perennial:priority="= 50 + ${block}"`,
      `<bpmn:extensionElements><perennial:outcomes variable="result${block}"><perennial:outcome value="yes" name="Yes"/>
       <perennial:outcome value="no" name="No"/></perennial:outcomes></bpmn:extensionElements>`,
    )
    .node(
      'boundaryEvent',
      of('late'),
      `name="Late ${block}" attachedToRef="call${block}"`,
      `<bpmn:timerEventDefinition id="timer${block}"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P${2 + (block % 7)}D</bpmn:timeDuration></bpmn:timerEventDefinition>`,
    )
    .node('exclusiveGateway', of('which'), `name="Which ${block}" default="which${block}_fork${block}"`)
    .node(
      'serviceTask',
      of('verify'),
      `name="Verify ${block}"`,
      `<bpmn:extensionElements><perennial:job type="verify" retries="3"><perennial:input source="= result${block}" target="result"/>
       <perennial:output source="= score * ${block + 1}" target="score${block}"/></perennial:job></bpmn:extensionElements>`,
    )
    .node(
      'scriptTask',
      of('sum'),
      `name="Sum ${block}" scriptFormat="feel" perennial:resultVariable="sum${block}"`,
      '<bpmn:script>= 1 + 1</bpmn:script>',
    )
    .node('parallelGateway', of('fork'))
    .node('userTask', of('left'), `name="Left ${block}" perennial:candidateGroups="sales" perennial:due="PT4H"`)
    .node('userTask', of('right'), `name="Right ${block}" perennial:candidateGroups="office" perennial:due="PT8H"`)
    .node('parallelGateway', of('join'))
    .node('exclusiveGateway', of('merge'))
    .path([before, of('call'), of('which')])
    .path([of('which'), of('verify'), of('merge')], `result${block} = "no" and amount &gt; ${block}`)
    .path([of('which'), of('fork'), of('left'), of('join'), of('merge')])
    .path([of('fork'), of('right'), of('join')])
    .path([of('late'), of('sum'), of('merge')]);
  return of('merge');
}
