-- What was not applied is looked at by its time, and is little of a large log.
create index events_not_applied on events (received_at_ms) where outcome not in ('accepted', 'merged');
create index streams_frozen on streams (id) where state = 'frozen';
