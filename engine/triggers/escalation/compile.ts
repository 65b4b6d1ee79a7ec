import { child, type ModdleNode, text } from '../../model/moddle.ts';
import type { EscalationConfig } from './config.ts';

/** An escalation's code is its `escalationCode`; a file without codes means the escalation's id. */
export function compile(node: ModdleNode): EscalationConfig {
  const escalation = child(node, 'escalationRef');
  return {
    code: escalation && (text(escalation, 'escalationCode') ?? escalation.id),
    ...(escalation && text(escalation, 'escalationCode') !== undefined ? { named: true } : {}),
    codeVariable: text(node, 'perennial:codeVariable'),
  };
}
