import { type CompileScope, children, extension, flag, type ModdleNode, text } from '../../model/moddle.ts';
import { compileDeadline } from './compile-deadline.ts';
import type { Outcome, UserTaskConfig } from './config.ts';

export function compile(node: ModdleNode, scope: CompileScope): UserTaskConfig {
  const outcomes = extension(node, 'perennial:Outcomes');
  return {
    form: text(node, 'perennial:form'),
    candidateGroups: readGroups(node, scope),
    assignee: scope.feel(text(node, 'perennial:assignee'), 'assignee'),
    priority: scope.feel(text(node, 'perennial:priority'), 'priority'),
    followUp: scope.feel(text(node, 'perennial:followUp'), 'follow-up date'),
    deadline: compileDeadline(node, scope),
    outcomes: children(outcomes, 'outcomes').flatMap((each) => readOutcome(each, scope)),
    outcomeVariable: text(outcomes, 'variable') ?? 'outcome',
    requiredFields: children(extension(node, 'perennial:RequiredFields'), 'fields').flatMap((field) => {
      const name = text(field, 'name');
      return name ? [{ field: name, when: scope.feel(text(field, 'when'), `required field ${name}`) }] : [];
    }),
    checklist: children(extension(node, 'perennial:Checklist'), 'items').map((item, position) => ({
      id: item.id ?? `item${position + 1}`,
      text: text(item, 'text') ?? item.id ?? '',
      required: flag(item, 'required'),
      when: scope.feel(text(item, 'when'), 'checklist'),
    })),
    evidence: children(extension(node, 'perennial:Evidence'), 'proofs').map((proof, position) => ({
      id: proof.id ?? `proof${position + 1}`,
      text: text(proof, 'text') ?? proof.id ?? '',
      kind: text(proof, 'kind') === 'photo' ? 'photo' : 'file',
      required: flag(proof, 'required'),
      place: flag(proof, 'place'),
      when: scope.feel(text(proof, 'when'), 'evidence'),
    })),
  };
}

/** `pre-sales, sales` or, with a leading `=`, FEEL. */
function readGroups(node: ModdleNode, scope: CompileScope): UserTaskConfig['candidateGroups'] {
  const groups = text(node, 'perennial:candidateGroups');
  if (groups?.startsWith('=')) return { names: [], rule: scope.feel(groups, 'candidate groups') };
  return { names: splitList(groups) };
}

function readOutcome(node: ModdleNode, scope: CompileScope): Outcome[] {
  const value = text(node, 'value');
  if (!value) {
    scope.problem('user-task/outcome-without-value');
    return [];
  }
  return [
    {
      value,
      name: text(node, 'name') ?? value,
      requires: splitList(text(node, 'requires')),
      note: flag(node, 'note'),
      nextStep: flag(node, 'nextStep'),
      hint: text(node, 'hint'),
    },
  ];
}

function splitList(list: string | undefined): string[] {
  return (list ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
