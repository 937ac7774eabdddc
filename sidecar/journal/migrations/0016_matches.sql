-- The order lines that a document is about, with its quantities: [{"line", "order_line_id", "quantity"}].
alter table document add column matches jsonb not null default '[]';
