/** One who could take the case. */
export interface Contender {
  id: string;
  name: string;
  languages: string[];
  territories: string[];
  skills: string[];
  /** Tasks he is meant to hold at a time, and those he holds. */
  capacity: number;
  open: number;
  joinedOn: string | null;
  away: boolean;
  onShift: boolean;
  team: string | null;
}

export interface Wanted {
  language: string | null;
  territory: string | null;
  skill: string | null;
  /** Manager of a known customer: his, when he is there and has not refused. */
  prefer: string | null;
  /** Those who gave it back. */
  except: string[];
}

export interface Choice {
  owner: string | null;
  team: string | null;
  /** Sentence in English; the screens say it in the reader's language by `code` and `params`. */
  why: string;
  code: 'customersManager' | 'byRule' | 'nobodyOnShift' | 'allFull' | 'nobodySpeaks' | 'nobodyLeft' | 'emptyTeam';
  params: { [name: string]: string | number };
  considered: { id: string; name: string; reason: string }[];
}

/** Who gets the case, in fixed order: customer's manager; then language, territory and skill; then free capacity; then longest with the company. */
export function chooseOwner(contenders: Contender[], wanted: Wanted): Choice {
  const considered: Choice['considered'] = [];
  const drop = (list: Contender[], reason: string) => {
    considered.push(...list.map(({ id, name }) => ({ id, name, reason })));
  };
  const pool = (code: Choice['code'], why: string, params: Choice['params'] = {}): Choice => ({
    owner: null,
    team: null,
    why,
    code,
    params,
    considered,
  });
  if (contenders.length === 0) return pool('emptyTeam', 'Nobody is in this team, so it waits in the pool');

  const left = contenders.filter((each) => !wanted.except.includes(each.id));
  drop(
    contenders.filter((each) => wanted.except.includes(each.id)),
    'gave it back',
  );
  if (left.length === 0) return pool('nobodyLeft', 'Everybody of the team gave it back, so it waits in the pool');

  const manager = left.find((each) => each.id === wanted.prefer && !each.away);
  if (manager) {
    return {
      owner: manager.id,
      team: manager.team,
      code: 'customersManager',
      params: { name: manager.name },
      why: `${manager.name} looks after this customer`,
      considered,
    };
  }

  const present = left.filter((each) => each.onShift && !each.away);
  drop(
    left.filter((each) => each.away),
    'away',
  );
  drop(
    left.filter((each) => !each.away && !each.onShift),
    'not on shift',
  );
  if (present.length === 0) return pool('nobodyOnShift', 'Nobody is on shift, so it waits in the pool');

  const speaking = wanted.language === null ? present : present.filter((each) => each.languages.includes(wanted.language ?? ''));
  drop(
    present.filter((each) => !speaking.includes(each)),
    `does not speak ${wanted.language}`,
  );
  if (speaking.length === 0)
    return pool('nobodySpeaks', `Nobody on shift speaks ${wanted.language}, so it waits in the pool`, { language: wanted.language ?? '' });

  const fitting = narrow(
    narrow(speaking, (each) => wanted.territory !== null && each.territories.includes(wanted.territory)),
    (each) => wanted.skill !== null && each.skills.includes(wanted.skill),
  );
  drop(
    speaking.filter((each) => !fitting.includes(each)),
    'another territory or skill',
  );
  const free = fitting.filter((each) => each.open < each.capacity);
  const open = free.length > 0 ? free : speaking.filter((each) => each.open < each.capacity);
  drop(
    fitting.filter((each) => each.open >= each.capacity),
    'full',
  );
  if (open.length === 0) return pool('allFull', 'Everybody who could take it is full, so it waits in the pool');

  const [best, ...others] = [...open].sort(byLoad) as [Contender, ...Contender[]];
  drop(others, 'more work at the moment');
  const reasons = [
    ...(wanted.language === null ? [] : [`speaks ${wanted.language}`]),
    ...(wanted.territory !== null && best.territories.includes(wanted.territory) ? [`works ${wanted.territory}`] : []),
    ...(wanted.skill !== null && best.skills.includes(wanted.skill) ? [`knows ${wanted.skill}`] : []),
    others.length > 0 ? `least work (${best.open} of ${best.capacity})` : `the only one with room (${best.open} of ${best.capacity})`,
  ];
  return {
    owner: best.id,
    team: best.team,
    code: 'byRule',
    params: { name: best.name, language: wanted.language ?? '', open: best.open, capacity: best.capacity },
    why: `${best.name}: ${reasons.join(', ')}`,
    considered,
  };
}

/** Those who fit; all of them when nobody does: a wish, not a condition. */
function narrow(list: Contender[], fits: (contender: Contender) => boolean): Contender[] {
  const fitting = list.filter(fits);
  return fitting.length > 0 ? fitting : list;
}

function byLoad(a: Contender, b: Contender): number {
  const load = a.open / Math.max(a.capacity, 1) - b.open / Math.max(b.capacity, 1);
  if (load !== 0) return load;
  const [since, sinceOther] = [a.joinedOn ?? '9999', b.joinedOn ?? '9999'];
  return since === sinceOther ? (a.id < b.id ? -1 : 1) : since < sinceOther ? -1 : 1;
}
