-- The content of a document that no flow handles, for display only, without its sensitive fields.
alter table document add column shown jsonb;

-- What the versions of the sidecar that used this journal could do with received documents: flows, and messages that a format reads.
-- A version that can do more decodes the messages with unsupported documents again. The rows are what could be done before.
create table capability (name text primary key, since timestamptz not null default clock_timestamp());
insert into capability (name) values
  ('flow/order-response'), ('flow/vendor-invoice'), ('flow/acknowledgement'), ('flow/encounter-completed'),
  ('flow/customer-invoice'), ('flow/payment'), ('flow/stock-consumption'), ('flow/requisition'),
  ('cloudevents/health.suture.order.v1'), ('cloudevents/health.suture.order-change.v1'),
  ('cloudevents/health.suture.order-response.v1'), ('cloudevents/health.suture.invoice.v1'),
  ('cloudevents/health.suture.acknowledgement.v1'), ('cloudevents/health.suture.stock-movement.v1'),
  ('cloudevents/health.suture.encounter.v1'), ('cloudevents/health.suture.customer-invoice.v1'),
  ('cloudevents/health.suture.customer-invoice-void.v1'), ('cloudevents/health.suture.payment.v1'),
  ('cloudevents/health.suture.requisition.v1'),
  ('billing/invoice.issued'), ('billing/invoice.voided'), ('billing/payment.confirmed'), ('billing/payment.refunded'),
  ('hl7v2/ADT^A03'), ('hl7v2/ADT^A08'), ('hl7v2/ADT^A11'), ('hl7v2/ADT^A13'), ('hl7v2/RDS^O13'), ('hl7v2/RDS^O01'),
  ('hl7v2/supply segments of any message'),
  ('x12/810'), ('x12/855'), ('x12/865'), ('x12/997'), ('x12/999');
create index document_unsupported on document (message_id)
  where state = 'attention' and reason_code = 'UNSUPPORTED_DOCUMENT' and flow is null and input is null;
