import type { HistoryFact } from '../../../db/queries/record-history.ts';
import type { HistoryEntry } from '../../contract/index.ts';
import { type Piece, type Telling, tell } from './fact-pieces.ts';

/** An entry and, for the order within one moment, where it came from. */
export type Dated = HistoryEntry & { ms: number };

/** Facts, newest first, as entries: those of one command become one entry where a person acted, its own consequences inside it. */
export function entriesOfFacts(facts: HistoryFact[], how: (fact: HistoryFact) => Telling): Dated[] {
  const groups: HistoryFact[][] = [];
  for (const fact of facts) {
    const last = groups.at(-1);
    const first = last?.[0];
    if (last && first && first.instanceId === fact.instanceId && first.commandId === fact.commandId) last.push(fact);
    else groups.push([fact]);
  }
  return groups.flatMap((group) => entriesOfCommand(group.reverse(), how).reverse());
}

/** `facts` in the order they happened. */
function entriesOfCommand(facts: HistoryFact[], how: (fact: HistoryFact) => Telling): Dated[] {
  const told = facts.flatMap((fact) => {
    const piece = tell(fact, how(fact));
    return piece ? [{ fact, piece }] : [];
  });
  const lead = told.find(({ piece }) => piece.lead);
  if (!lead) return told.map(({ fact, piece }) => entry(fact, piece, how(fact)));
  const main = entry(lead.fact, lead.piece, how(lead.fact));
  const own: Dated[] = [main];
  for (const { fact, piece } of told) {
    if (piece === lead.piece) continue;
    if (piece.kind === 'data') main.changes.push(...(piece.changes ?? []));
    else if (piece.kind === 'auto') main.children.push({ at: fact.at.toISOString(), text: piece.text });
    else own.push(entry(fact, piece, how(fact)));
  }
  return own;
}

function entry(fact: HistoryFact, piece: Piece, how: Telling): Dated {
  return {
    id: `${fact.instanceId}:${fact.number}`,
    at: fact.at.toISOString(),
    ms: fact.at.getTime(),
    kind: piece.kind === 'data' && !how.person(fact.actor) ? 'auto' : piece.kind,
    icon: piece.icon,
    actor: how.person(fact.actor),
    text: piece.text,
    note: piece.note ?? null,
    changes: piece.changes ?? [],
    children: [],
  };
}

/** Automatic entries that follow each other become one, which keeps them inside. */
export function foldAutomatic(entries: Dated[], title: (count: number) => string): Dated[] {
  const folded: Dated[] = [];
  let run: Dated[] = [];
  const close = () => {
    const [newest] = run;
    if (newest && run.length > 1) {
      const children = run.flatMap((each) => [{ at: each.at, text: each.text }, ...each.children]);
      folded.push({ ...newest, text: title(children.length), changes: run.flatMap((each) => each.changes), children });
    } else if (newest) folded.push(newest);
    run = [];
  };
  for (const each of entries) {
    if (each.kind === 'auto') run.push(each);
    else {
      close();
      folded.push(each);
    }
  }
  close();
  return folded;
}
