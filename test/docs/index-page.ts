import { ruleIds } from '../../engine/model/findings.ts';
import { type Common, readsTable, sentenceOf } from './page.ts';
import { bpmnName, type Group, pagePath, type Subject, titleOf } from './subjects.ts';

const headings: { [group in Group]: string } = { elements: 'Elements', triggers: 'Event triggers', traits: 'What activities may carry' };

export function indexPage(subjects: Subject[], common: Common): string {
  const groups = (Object.keys(headings) as Group[]).map(
    (group) => `## ${headings[group]}\n\n${tableOf(subjects.filter((each) => each.group === group))}`,
  );
  const named = new Set(subjects.flatMap((subject) => subject.rules));
  const rest = ruleIds.filter((id) => !named.has(id));
  return `# Elements of BPMN that run

One page for each: what it reads, what the check before publishing may say of it, an example that compiles, and what the engine does where
the standard leaves it open. The pages are drawn from the engine itself by \`npm run docs:elements\`; a test fails when they are not what it
says now. The pictures are drawn by [bpmn-js](https://bpmn.io).

${groups.join('\n\n')}

## What every element reads

${readsTable(common.elements)}

Activities read besides:

${readsTable(common.activities)}

## What the check before publishing may say of any model

${rest.map((id) => `- ${sentenceOf(id)}`).join('\n')}
`;
}

function tableOf(subjects: Subject[]): string {
  const rows = subjects.map((subject) => {
    const { group, name } = subject;
    return `| ![${bpmnName(subject)}](pictures/${group}/${name}.svg) | [${bpmnName(subject)}](${pagePath(subject)}) | ${titleOf(subject)} |`;
  });
  return ['| | BPMN | in plain words |', '|---|---|---|', ...rows].join('\n');
}
