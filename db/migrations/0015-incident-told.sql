-- Telling looks at what is open and untold, and at what is over and told, by an index of each; not at all that is open.
alter table incident add column told_at timestamptz;
update incident n set told_at = w.told_at
  from (select instance_id, incident, min(told_at) as told_at from incident_news where not settled group by 1, 2) w
  where n.instance_id = w.instance_id and n.id = w.incident;
create index incident_untold on incident (raised_at, instance_id, id) where status = 'open' and told_at is null;
create index incident_over on incident (instance_id, id) where status = 'resolved' and told_at is not null;

create index incident_news_fold on incident_news (user_id, fold_key) where not settled;
create index incident_news_unmailed on incident_news (user_id, package_key) where mailed_at is null and not settled;
create index incident_news_mailed on incident_news (user_id, package_key, mailed_at) where mailed_at is not null;
create index incident_news_old on incident_news (told_at) where settled;

create index mail_waiting_ended on mail_waiting (ended_at) where ended_at is not null;
create index mail_waiting_begun on mail_waiting (begun_at) where begun_at is not null and ended_at is null;
