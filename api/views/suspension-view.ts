import type { Suspension } from '../../engine/contract/index.ts';
import type { SuspensionView } from '../contract/index.ts';
import type { People } from './people.ts';

/** Who suspended a case, since when and why, as its readers see it. */
export async function suspensionView(people: People, suspended: Suspension | null | undefined): Promise<SuspensionView | null> {
  if (!suspended) return null;
  const person = await people.namer();
  return { by: person(suspended.by), at: new Date(suspended.at).toISOString(), reason: suspended.reason ?? null };
}
