import type { Part } from "../../../sidecar/formats/format.ts";

/** Returns the whole body as one message: its lines belong together. */
export const splitLines = (bytes: Uint8Array): Part[] => [{ start: 0, end: bytes.length, identity: null }];
