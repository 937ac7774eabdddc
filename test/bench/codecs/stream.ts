import { x12 } from "../../../sidecar/formats/x12/format.ts";
import { decodeChunks } from "../../support/chunks.ts";
import { invoiceChunks, largeFiles } from "./inputs.ts";

/**
 * Decodes an interchange of 810s that is generated while it is read, so that only the decoder takes memory: node stream.ts
 * <megabytes>. Prints a `Streamed` as JSON.
 */
export type Streamed = {
  readonly megabytes: number;
  readonly documents: number;
  /** Peak resident memory of the process, in MB. */
  readonly peak: number;
  /** Resident memory before the first chunk, in MB. */
  readonly atStart: number;
};

const MEGABYTE = 1_000_000;

if (import.meta.main) {
  const megabytes = Number(process.argv[2] ?? 100);
  const atStart = process.memoryUsage().rss / MEGABYTE;
  const decoded = decodeChunks(x12, () => invoiceChunks(megabytes * MEGABYTE), largeFiles);
  let documents = 0;
  for await (const found of decoded.documents) if ("document" in found) documents++;
  const streamed: Streamed = {
    megabytes,
    documents: decoded.rest().replies.length === 1 ? documents : 0,
    peak: (process.resourceUsage().maxRSS * 1024) / MEGABYTE,
    atStart,
  };
  console.log(JSON.stringify(streamed));
}
