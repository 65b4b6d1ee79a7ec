import { type RawBuilder, sql } from 'kysely';

/**
 * Hash of the package that the element of a row belongs to (`row`: alias of what has `element_instance`; the case is `i`): the first one
 * named on the way up from where it stands, as a called process may be of another package. That of the case where it stands no more.
 */
export function elementPackage(row: string): RawBuilder<string> {
  return sql`coalesce((with recursive above as (
      select i.state -> 'elements' -> (${sql.ref(`${row}.element_instance`)}::text) as live
      union all select i.state -> 'elements' -> (above.live ->> 'parent') from above
        where above.live ->> 'parent' is not null and above.live ->> 'packageHash' is null
    ) select live ->> 'packageHash' from above where live ->> 'packageHash' is not null limit 1), i.package_hash)`;
}
