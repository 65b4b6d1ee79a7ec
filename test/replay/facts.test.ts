import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../engine/contract/index.ts';
import { applierOf, appliers } from '../../engine/kernel/appliers/index.ts';
import { foldWith } from '../../engine/kernel/apply-fact.ts';
import type { StateDraft } from '../../engine/kernel/state-draft.ts';
import { features, fingerprintsOf, type StoredLog } from './features.ts';

const folder = new URL('facts/', import.meta.url);
const logs = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as StoredLog);

describe('stored fact logs', () => {
  test('there is one of every shipped feature', () => {
    expect(logs.map((log) => log.feature).sort()).toEqual(Object.keys(features).sort());
  });

  test.each(logs)('$feature folds to its stored state, fact by fact', ({ facts, fingerprints, state }) => {
    const folded = fingerprintsOf(facts);
    expect(folded.fingerprints.findIndex((fingerprint, at) => fingerprint !== fingerprints[at])).toBe(-1);
    expect(JSON.parse(JSON.stringify(folded.state))).toEqual(state);
  });

  test('every version of every fact that changes state is in one of them', () => {
    const stored = new Set(logs.flatMap((log) => log.facts.map((fact) => `${fact.type}.v${fact.version}`)));
    const written = Object.entries(appliers).flatMap(([type, versions]) => versions.map((_, index) => `${type}.v${index + 1}`));
    // For the history only; their appliers change nothing.
    const unused = ['flowTaken.v1', 'decisionEvaluated.v1'];
    expect(written.filter((name) => !stored.has(name) && !unused.includes(name))).toEqual([]);
  });

  const silent = [
    'flowTaken',
    'signalThrown',
    'escalationThrown',
    'taskAlerted',
    'jobResultIgnored',
    'messagePublished',
    'errorThrown',
    'recordChanged',
    'decisionEvaluated',
    'overridden',
    'variablesCorrected',
  ];
  const changing = Object.keys(appliers).filter((type) => !silent.includes(type));

  test.each(changing)('an applier of %s that does nothing any more is noticed', (type) => {
    expect(logs.some((log) => isNoticed(log, (fact) => (fact.type === type ? () => undefined : null)))).toBe(true);
  });

  test('an applier that does a little else is noticed', () => {
    const shout = (draft: StateDraft, fact: Fact) => {
      applierOf(fact.type, fact.version)(draft, fact);
      if (fact.type === 'draftSaved') draft.state.stage = 'draft';
    };
    expect(logs.filter((log) => isNoticed(log, () => shout)).map((log) => log.feature)).toEqual(['task-life']);
  });
});

function isNoticed(log: StoredLog, replaced: Parameters<typeof foldWith>[0]): boolean {
  try {
    const { fingerprints } = fingerprintsOf(log.facts, foldWith(replaced));
    return fingerprints.some((fingerprint, at) => fingerprint !== log.fingerprints[at]);
  } catch {
    return true;
  }
}
