import type { Defaulted, Instant, Optional } from '../columns.ts';

/** A colleague. `roles` are of `api/contract/session.ts`; passwords are argon2id hashes. */
export interface AppUserTable {
  id: string;
  login: string;
  name: string;
  email: Defaulted<string>;
  password_hash: Optional<string>;
  roles: Defaulted<string[]>;
  locale: Defaulted<string>;
  zone: Defaulted<string>;
  active: Defaulted<boolean>;
  /** His password is known to everybody and works from loopback only. */
  demo: Defaulted<boolean>;
  demo_password: Optional<string>;
  languages: Defaulted<string[]>;
  skills: Defaulted<string[]>;
  territories: Defaulted<string[]>;
  /** Open tasks he is meant to hold at a time. */
  capacity: Defaulted<number>;
  /** `2024-03-01`. */
  joined_on: Optional<string>;
  created_at: Defaulted<Date>;
}

export interface TeamTable {
  /** Group of tasks: `pre-sales`, `sales-pl`. */
  key: string;
  name: string;
  kind: Defaulted<string>;
  calendar: Optional<string>;
  created_at: Defaulted<Date>;
}

export interface MembershipTable {
  user_id: string;
  team_key: string;
}

export interface AbsenceTable {
  id: Defaulted<string>;
  user_id: string;
  from_at: Instant;
  to_at: Instant;
  reason: Defaulted<string>;
}
