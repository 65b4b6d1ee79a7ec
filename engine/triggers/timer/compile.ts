import { type CompileScope, type ModdleNode, text } from '../../model/moddle.ts';
import type { TimerConfig } from './config.ts';

export function compile(node: ModdleNode, scope: CompileScope): TimerConfig {
  return {
    date: scope.textOrFeel(text(node, 'timeDate'), 'timer date'),
    duration: scope.textOrFeel(text(node, 'timeDuration'), 'timer duration'),
    cycle: scope.textOrFeel(text(node, 'timeCycle'), 'timer cycle'),
    calendar: text(node, 'perennial:timerCalendar'),
  };
}
