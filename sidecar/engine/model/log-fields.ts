import type { Document } from "../records.ts";

/** The fields by which log lines say which document they are about. The number is that of the business: of an order, an invoice. */
export const logFieldsOf = ({
  id,
  key,
  number,
  traceId,
}: Pick<Document, "id" | "key" | "number" | "traceId">) => ({
  documentId: id,
  key,
  number,
  traceId,
});
