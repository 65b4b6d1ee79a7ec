-- Whether somebody was told of something already is asked before he is told, also when he has read it since.
create index notification_told on notification (fold_key, user_id) where fold_key is not null;
