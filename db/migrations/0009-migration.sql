-- Plans for moving open cases from one version of a package to another; the owner's, stored with the newer version.
create table migration_plan (
  package_key text not null,
  from_version integer not null,
  to_version integer not null,
  plan jsonb not null,
  revision integer not null,
  saved_at timestamptz not null,
  saved_by text,
  primary key (package_key, from_version, to_version)
);

-- Which version a fact belongs to is told by the moves after it; few cases have any.
create index fact_moved on fact (instance_id, number) where type in ('instanceMigrated', 'migrationUndone');
