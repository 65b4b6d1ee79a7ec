import type { Incident } from '../../contract/index.ts';
import type { Execution } from '../execution.ts';

/** Incidents whose cause is gone. */
export function obsoleteIncidents(exec: Execution, concerns: (incident: Incident) => boolean): void {
  for (const incident of Object.values(exec.state.incidents)) {
    if (concerns(incident)) exec.emit({ type: 'incidentResolved', version: 1, incident: incident.id, how: 'obsolete' });
  }
}
