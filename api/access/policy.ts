import type { Reach } from '../../db/queries/reach.ts';
import type { Unsearched } from '../../db/queries/record-filter.ts';
import type { Reader } from './reader.ts';

/**
 * The one policy. Nobody writes a condition of his own: lists, counts, search, history, files, live events and direct links
 * all ask `reachOf` and `maskOf`; the command door checks the actor again.
 *
 * administrator, process-owner: everything · supervisor: his teams, everything when he has none, and what nobody is named for · rep: his own, his team's,
 * what a task of his groups stands on, and what he worked on · clerk: what a task of his groups stands on, and the stages of data quality ·
 * marketing: leads and deals without contact data.
 */
export function reachOf(reader: Reader): Reach {
  const has = (role: string) => reader.roles.includes(role);
  const all = has('administrator') || has('process-owner') || (has('supervisor') && reader.teams.length === 0);
  return {
    all,
    user: reader.id,
    teams: reader.teams,
    groups: reader.groups.filter((group) => !teamBound.has(group)),
    roleGroups: reader.groups.filter((group) => teamBound.has(group)),
    unnamed: takesUnnamed(reader),
    stages: has('clerk') ? clerkStages : [],
    types: has('marketing') ? marketingTypes : [],
  };
}

/** Tasks that nobody is named for fall to whoever gives tasks to others. */
export function takesUnnamed({ roles }: Pick<Reader, 'roles'>): boolean {
  return roles.includes('supervisor') || roles.includes('administrator');
}

/** Roles whose members see their own team's work only, although tasks may be offered to the role as a whole. */
const teamBound = new Set(['rep']);
/** Stages a clerk corrects at, whoever owns the record. */
const clerkStages = ['data-quality', 'dataQuality'];
/** What marketing follows: what became of its leads. */
const marketingTypes = ['lead', 'deal'];

/** Fields hidden from a reader, whatever row they stand in. */
export interface Mask {
  /** Phones and e-mail addresses of people. */
  contacts: boolean;
}

const contactFields = ['phone', 'email'];

/** Whether a field is hidden: contact data, and structures, since what a program wrote into one may quote them. */
export function isMasked(mask: Mask, field: { key: string; type?: string }): boolean {
  return mask.contacts && (contactFields.includes(field.key) || field.type === 'json');
}

/** A title or name that is nothing but somebody's address or number: what a lead without a name is called by. */
const contactOnly = /^\s*(?:\S+@\S+|\+[\d\s()./-]{6,}|(?:[\s()./-]*\d){9,}[\s()./-]*)\s*$/;

/** A title or name as this reader may see it. */
export function maskedName(mask: Mask, name: string): string {
  return mask.contacts && contactOnly.test(name) ? '…' : name;
}

const quoted = /[^\s"'“”„«»<>(),;:=]+@[^\s"'“”„«»<>(),;:=]+|\+\d[\d\s()./-]{4,}\d|(?<![\w-])\(?\d(?:[\s()./-]*\d){8,}(?![\w-])/g;

/** A text of the engine's, which may quote what a case knows, as this reader may see it. */
export function maskedText(mask: Mask, text: string): string {
  return mask.contacts ? text.replace(quoted, '…') : text;
}

/** The same for a search: what a reader may not see must find nothing for him, or digit by digit it would come out. */
export function unsearchedBy(reader: Reader): Unsearched | undefined {
  return maskOf(reader).contacts ? { fields: contactFields, texts: contactOnly.source } : undefined;
}

const contactRoles = new Set(['administrator', 'supervisor', 'rep', 'clerk']);

export function maskOf(reader: Pick<Reader, 'roles'>): Mask {
  return { contacts: !reader.roles.some((role) => contactRoles.has(role)) };
}
