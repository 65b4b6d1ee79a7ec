import type { Queryable } from './queryable.ts';

/** Tables, constraints, indexes, functions and triggers in words of SQL, sorted: committed as `schema.sql`, so that every change is read. */
export async function describeSchema(queryable: Queryable): Promise<string> {
  const ask = async (text: string) => (await queryable.query<{ line: string; of: string }>({ text, values: [] })).rows;
  const columns = await ask(`select c.relname as of, '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attnotnull then ' not null' else '' end
      || case when a.attidentity <> '' then ' generated as identity' else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attnum > 0 and not a.attisdropped order by c.relname, a.attnum`);
  const constraints = await ask(`select c.relname as of, '  constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid) as line
    from pg_constraint k join pg_class c on c.oid = k.conrelid where c.relnamespace = 'public'::regnamespace and k.contype <> 'n' order by 1, 2`);
  const tables = [...new Set(columns.map((column) => column.of))].map((table) => {
    const lines = [...columns, ...constraints].filter((each) => each.of === table).map((each) => each.line);
    return `create table ${table} (\n${lines.join(',\n')}\n);`;
  });
  const indexes = await ask(`select i.tablename as of, i.indexdef || ';' as line from pg_indexes i
    where i.schemaname = 'public' and not exists (select 1 from pg_constraint k where k.conname = i.indexname) order by 1, 2`);
  const functions = await ask(`select p.proname as of, pg_get_functiondef(p.oid) || ';' as line from pg_proc p
    where p.pronamespace = 'public'::regnamespace and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1`);
  const triggers = await ask(
    `select t.tgname as of, pg_get_triggerdef(t.oid) || ';' as line from pg_trigger t where not t.tgisinternal order by 1`,
  );
  const text = [...tables, ...[...indexes, ...functions, ...triggers].map((each) => each.line)].join('\n\n');
  return `-- What the migrations make, as Postgres tells it. Written by db/schema.integration.test.ts; not run by anything.\n\n${text}\n`;
}
