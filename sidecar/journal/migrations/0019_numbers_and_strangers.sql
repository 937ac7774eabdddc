-- Why a message whose identity, such as a control number, was used before with other content is not a conflict: the earlier use is
-- longer ago than the connection remembers numbers ("expired"), or a person accepted the message as a new one ("accepted").
alter table message add column reuse text check (reuse in ('expired', 'accepted'));

-- Whether a message with unknown identifiers waits, without an answer, until its connection gets them ("waiting"), or a person
-- dismissed it, so that its sender is told that it is refused ("refused").
alter table message add column stranger text check (stranger in ('waiting', 'refused'));
create index message_stranger on message (connection) where stranger = 'waiting';
