-- The newest cases of a process, page by page; and its open ones, few among many that have ended.
create index instance_started on instance (package_key, started_at desc, id desc);
create index instance_started_open on instance (package_key, started_at desc, id desc) where status = 'open';
