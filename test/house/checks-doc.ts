import { weights } from '../../engine/model/findings.ts';
import { ruleIds, say } from '../../engine/model/index.ts';

/** Families of rules in the order of the page: prefixes, title, where the reason stands. */
const families: [prefixes: string[], title: string, why: string][] = [
  [['xml', 'reference'], 'The file', 'BPMN 2.0.2, 15: a file that is read half says something else than was drawn.'],
  [
    ['process', 'element', 'flow', 'sub-process', 'activity', 'boundary-event'],
    'Process, flows, activities',
    'BPMN 2.0.2, 8.3.13, 10.2, 10.3 and 13.2.',
  ],
  [
    ['soundness', 'parallel-gateway'],
    'Soundness',
    'BPMN 2.0.2, 13.4; van der Aalst, “Verification of Workflow Nets” (1997). Every path is played, conditions being unknown, up to a bound.',
  ],
  [['wait'], 'No case without a next action', 'Ours: an open case of a record has a task, a timer or a job.'],
  [['gateway', 'event-based-gateway', 'complex-gateway'], 'Gateways', 'BPMN 2.0.2, 8.3.9, 10.6 and 13.4.'],
  [
    [
      'event',
      'start-event',
      'end-event',
      'link',
      'conditional',
      'escalation',
      'message',
      'signal',
      'timer',
      'message-flow',
      'receive-task',
    ],
    'Events and messages',
    'BPMN 2.0.2, 9.4, 10.5 (tables 10.89 to 10.101) and 13.5.',
  ],
  [
    ['compensation', 'transaction', 'ad-hoc', 'loop', 'call-activity'],
    'Repetition, compensation, calls',
    'BPMN 2.0.2, 10.3.5 to 10.3.8, 10.7 and 13.3.',
  ],
  [['data', 'expression', 'mapping', 'duration', 'resource'], 'Data and expressions', 'BPMN 2.0.2, 8.3.6, 8.3.7, 10.3.1 and 10.4.'],
  [
    ['user-task', 'service-task', 'send-task', 'script-task', 'business-rule-task', 'job', 'calendar'],
    'Tasks',
    'BPMN 2.0.2, 10.3.3, and what this installation knows.',
  ],
];

/** docs/checks.md, drawn from the rules: `node --import tsx test/house/checks-doc-main.ts` writes it, a test holds it. */
export function checksPage(): string {
  const known = families.flatMap(([prefixes]) => prefixes);
  const rest = [...new Set(ruleIds.map(prefix))].filter((each) => !known.includes(each)).sort();
  const all: typeof families = [...families, [rest, 'The package', 'Ours: what the package is made of fits together.']];
  const parts = all.map(([prefixes, title, why]) => {
    const rows = ruleIds.filter((rule) => prefixes.includes(prefix(rule))).sort();
    const lines = rows.map((rule) => `| \`${rule}\` | ${severityOf(rule)} | ${say(rule).replaceAll('|', '\\|').replaceAll('<', '&lt;')} |`);
    return `## ${title}\n\n${why}\n\n| rule | severity | sentence |\n|---|---|---|\n${lines.join('\n')}\n`;
  });
  return `${head}\n${parts.join('\n')}`.replaceAll('\\\n', '\n');
}

const head = `# Checks before publishing

Drawn from the rules by \`node --import tsx test/house/checks-doc-main.ts\`. An error stops publishing, a warning goes with it. Where a
rule weighs now this, now that, or is asked in some places only, the column says when: a BPMN file by itself (\`perennial check FILE.bpmn\`) has no
record, no forms and no stages around it, so what is said of packages is not asked of it. *Not by this check*: FEEL's own inspection, where all names are known (\`docs/feel.md\`).

Soundness is decided scope by scope on a net of tokens (\`engine/model/checks/soundness\`): sequences and blocks that fit are folded first, then every
path is played, up to 20,000 states and 2,000,000 steps of tokens in a scope; beyond that \`soundness/not-decided\` says so. Conditions are unknown to it, so what two of them
never do together is not known either. A token that stands for ever while another path turns round without end is found only at a join
that never joins at all.

A message or signal that comes from or goes to the world outside says so by \`perennial:sender="outside"\` or \`perennial:receiver="outside"\` on the
event or on the message it names, or by a message flow to or from a pool that does not run. Starts of processes are doors and need neither.

A name in an expression is known when something in the package sets it: forms, results, mappings, scripts, decisions, jobs, rounds, messages the
package sends itself, records, data that is drawn. Where a job of the company's own or a message from outside may bring any name, nothing is said. A case
can be started with any variable, so an unknown name is a warning; what is meant to come from outside is drawn as a data object or a property of
the process. When a name is set before it is asked for is not looked at, nor which process of the package sets it.

A timer whose text bears no type (\`xsi:type\`) is let through, though the standard wants a formal expression: nearly every tool writes it so.
`;

function prefix(rule: string): string {
  return rule.split('/')[0] ?? rule;
}

/** As the rules give it: `severities.json` holds what each may give, and anything else would be a bug. */
function severityOf(rule: string): string {
  const known = weights.get(rule);
  if (typeof known === 'string') return known;
  const parts = Object.entries(known ?? {}).map(([severity, when]) => `${severity} ${when}`);
  return parts.length > 0 ? parts.join('; ') : 'not by this check';
}
