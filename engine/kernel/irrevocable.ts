import type { Fact, Json, Rejection, UndoBasis } from '../contract/index.ts';
import { iso } from './commands/open-task.ts';
import type { Execution } from './execution.ts';
import { refuse } from './rejection.ts';
import { jobKeys } from './state-delta.ts';

/** What stands against taking the step back: work that began, a message that left, somebody who acted since, a case that goes on for this one. */
export function irrevocable(exec: Execution, basis: UndoBasis): Rejection | undefined {
  if (basis.restartedAs !== undefined && exec.state.status !== 'open')
    return stands('restarted', `The case ${basis.restartedAs} goes on for this one`, { case: basis.restartedAs });
  const since = basis.facts.find((fact) => fact.number > basis.lastFact && !harmless.has(fact.type));
  if (since) return movedOn(since);
  const own = basis.facts.filter((fact) => fact.number <= basis.lastFact);
  for (const fact of own) {
    const runs = fact.type === 'jobCreated' || (fact.type === 'jobCancelled' && jobKeys(basis.before).includes(fact.job));
    if (runs && basis.begun.includes(fact.job)) {
      const type = fact.type === 'jobCreated' ? fact.jobType : 'job';
      return stands('jobBegun', `"${type}" (${fact.job}) has begun`, { job: fact.job, type });
    }
    if (fact.type === 'signalThrown') return stands('signalLeft', `The signal "${fact.name}" has left`, { name: fact.name });
    if (fact.type === 'messagePublished') return stands('messageLeft', `The message "${fact.name}" has left`, { name: fact.name });
  }
  return changedSince(exec, own);
}

const harmless = new Set<Fact['type']>(['jobResultIgnored']);

function movedOn(fact: Fact): Rejection {
  const params = { actor: fact.actor, at: fact.at, fact: fact.type };
  if (!fact.actor.startsWith('system:')) return stands('somebodyActed', `${fact.actor} has acted since (${iso(fact.at)})`, params);
  if (fact.type === 'timerFired')
    return stands('timerFired', `The time of "${fact.element}" has come since`, { ...params, element: fact.element });
  if (fact.type === 'messageReceived')
    return stands('messageReceived', `The message "${fact.name}" was received since`, { ...params, name: fact.name });
  if (fact.type === 'signalReceived')
    return stands('signalReceived', `The signal "${fact.name}" came since`, { ...params, name: fact.name });
  if ('job' in fact) return stands('jobBegun', `The job ${fact.job} has begun`, { ...params, job: fact.job });
  return stands('movedOn', `The case has gone on since (${fact.type})`, params);
}

/** A field written by the step that somebody has written since would be lost. */
function changedSince(exec: Execution, own: Fact[]): Rejection | undefined {
  const last = new Map<string, Json>();
  for (const fact of own) {
    if (fact.type !== 'recordChanged') continue;
    for (const [field, value] of Object.entries(fact.patch)) last.set(`${fact.alias}.${field}`, value);
  }
  for (const [path, value] of last) {
    const now = exec.records.value(path);
    if (now === undefined || JSON.stringify(now) !== JSON.stringify(value)) {
      return stands('recordChanged', `${path} was changed since`, { field: path });
    }
  }
  return undefined;
}

function stands(why: string, sentence: string, params: { [name: string]: Json }): Rejection {
  return refuse('irrevocable', `${sentence}: the step cannot be taken back any more`, { params: { ...params, why } });
}
