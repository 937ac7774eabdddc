-- A message's documents are shown in pages, in their order.
drop index document_message;
create index document_message on document (message_id, sequence);
