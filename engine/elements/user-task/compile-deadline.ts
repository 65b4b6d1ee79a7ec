import { type CompileScope, children, extension, type ModdleNode, text } from '../../model/moddle.ts';
import type { Deadline } from './config.ts';

const percent = /^(\d{1,2}|100)\s*%$/;

/** `due`, `warn`, `calendar` and the alerts of a user task. Alerts without a due date are a problem: nothing could be late. */
export function compileDeadline(node: ModdleNode, scope: CompileScope): Deadline | undefined {
  const due = scope.textOrFeel(text(node, 'perennial:due'), 'due date');
  const warn = text(node, 'perennial:warn');
  const alerts = readAlerts(node, scope);
  if (due === undefined) {
    if (warn !== undefined || alerts.length > 0) scope.problem('user-task/alert-without-due');
    return undefined;
  }
  if (!due.startsWith('=')) scope.duration(due, 'due date', 0);
  if (warn !== undefined && !percent.test(warn)) scope.duration(warn, 'warning', 0);
  return { due, calendar: text(node, 'perennial:calendar'), warn, alerts };
}

function readAlerts(node: ModdleNode, scope: CompileScope): Deadline['alerts'] {
  return children(extension(node, 'perennial:Alerts'), 'alerts').flatMap((alert) => {
    const at = text(alert, 'at') ?? 'late';
    const to = text(alert, 'to');
    if (!/^(warn|late)(\+.+)?$/.test(at) || to === undefined) {
      scope.problem('user-task/alert', { at, to: to ?? '' });
      return [];
    }
    const after = at.split('+')[1];
    if (after !== undefined) scope.duration(after, 'alert', 0);
    return [{ at, to, level: text(alert, 'level') ?? at }];
  });
}
