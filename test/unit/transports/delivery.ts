import type { Sending } from "../../../sidecar/engine/ports/transport.ts";
import type { Delivery } from "../../../sidecar/engine/records.ts";

/** Returns the delivery of an 850 with the given values. */
export const delivery = (given: Partial<Delivery> = {}): Delivery => ({
  id: "0193a6f0-0000-7000-8000-000000000001",
  connection: "edi-harbor",
  kind: "document",
  code: "850",
  documentId: "d1",
  messageId: null,
  fileName: "850-000000001.x12",
  contentType: "application/edi-x12",
  // These bytes are not UTF-8, to detect re-encoding.
  body: Uint8Array.from([0x49, 0x53, 0x41, 0x2a, 0xe9, 0x7e, 0x00, 0x0a]),
  attempts: 1,
  sequence: "1",
  since: new Date("2026-11-20T09:00:00Z"),
  failingSince: null,
  lastError: null,
  ...given,
});

/** Returns how a delivery is sent, with the given values. */
export const sending = (given: Partial<Sending> = {}): Sending => ({
  by: "primary",
  route: { transport: "none", url: null },
  about: null,
  signal: new AbortController().signal,
  ...given,
});
