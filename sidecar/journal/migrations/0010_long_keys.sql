-- Keys that are longer than an index holds are kept as their beginning and their hash (sidecar/journal/long-keys.ts). What is here
-- already and is that long follows, so that a repeated delivery is still known. Most journals hold none.

create or replace function pg_temp.indexed(key text) returns text language sql immutable as $$
  select case when octet_length(key) <= 2000 then key
    else left(key, 200) || ' sha256:' || encode(sha256(convert_to(key, 'UTF8')), 'hex') end
$$;

-- A document's key begins with the identity of its message.
update document d set message_key = replace(d.message_key, m.identity, pg_temp.indexed(m.identity))
  from message m where m.id = d.message_id and octet_length(m.identity) > 2000;
update message set identity = pg_temp.indexed(identity) where octet_length(identity) > 2000;
update document set message_key = pg_temp.indexed(message_key) where octet_length(message_key) > 2000;
update document set aggregate = pg_temp.indexed(aggregate) where octet_length(aggregate) > 2000;
update document set target = pg_temp.indexed(target) where octet_length(target) > 2000;
update document set document_number = pg_temp.indexed(document_number) where octet_length(document_number) > 2000;
