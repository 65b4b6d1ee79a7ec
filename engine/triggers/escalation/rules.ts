import type { TriggerDefinition } from '../../elements/element.ts';
import { label, say, weighed } from '../../model/findings.ts';
import type { EscalationConfig } from './config.ts';

/** What is thrown in a process that runs needs a code (BPMN 2.0.2, table 10.95). */
export const rules: TriggerDefinition<EscalationConfig>['rules'] = [
  {
    id: 'escalation/no-code',
    check(trigger, element) {
      const throws = element.kind === 'end-event' || element.kind === 'intermediate-throw-event';
      if (!throws || trigger.config.named) return [];
      const params = { element: label(element) };
      return [{ severity: weighed('escalation/no-code', 'error'), message: say('escalation/no-code', params), params }];
    },
  },
];
