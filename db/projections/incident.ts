import { isMove, movedIncidents } from './moved-rows.ts';
import type { Projection } from './projection.ts';
import { insert, iso, patch } from './row-fold.ts';

export const incidentProjection: Projection = {
  table: 'incident',
  key: 'id',
  keyType: 'integer',
  columns: [
    ...['code', 'message', 'element', 'element_instance', 'trigger', 'status', 'raised_at'],
    ...['resolved_at', 'resolved_by', 'resolved_how'],
  ],
  fold(fact) {
    if (fact.type === 'incidentRaised') {
      return insert(fact.number, {
        code: fact.incident.code,
        message: fact.incident.message,
        element: fact.incident.element,
        element_instance: fact.incident.elementInstance,
        trigger: { ...fact.incident.trigger },
        status: 'open',
        raised_at: iso(fact.at),
      });
    }
    if (isMove(fact)) return movedIncidents(fact);
    if (fact.type === 'stepUndone') {
      return fact.reopened.incidents.map((id) => patch(id, { status: 'open', resolved_at: null, resolved_by: null, resolved_how: null }));
    }
    if (fact.type === 'incidentResolved') {
      return patch(fact.incident, { status: 'resolved', resolved_at: iso(fact.at), resolved_by: fact.actor, resolved_how: fact.how });
    }
  },
};
