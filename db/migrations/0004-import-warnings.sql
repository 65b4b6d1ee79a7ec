-- What a check of an imported file found doubtful, though the rows are taken: code, how often, and where first.
alter table import add column check_warnings jsonb;
