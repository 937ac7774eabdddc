import type { CompiledLoop, CompiledSegment } from "../../edi/model.ts";
import { compileStructure } from "../../edi/rows.ts";
import { compileSegments, type EdifactDirectory, structureOf } from "./compile.ts";
import { CONTRL } from "./messages/contrl.ts";
import { DESADV } from "./messages/desadv.ts";
import { INVOIC } from "./messages/invoic.ts";
import { INVRPT } from "./messages/invrpt.ts";
import { ORDERS } from "./messages/orders.ts";
import { ORDRSP } from "./messages/ordrsp.ts";
import { RECADV } from "./messages/recadv.ts";
import { REMADV } from "./messages/remadv.ts";
import type { MessageTable } from "./messages/table.ts";

/** The tables of all supported messages, with their sources. */
export const MESSAGE_TABLES: readonly MessageTable[] = [
  CONTRL,
  DESADV,
  INVOIC,
  INVRPT,
  ORDERS,
  ORDRSP,
  RECADV,
  REMADV,
];

/** The definitions of a message: its segments by tag, and the tree of its segment groups. */
export type EdifactSchema = {
  segments: ReadonlyMap<string, CompiledSegment>;
  message: CompiledLoop;
};

type Catalogue = {
  segments: ReadonlyMap<string, CompiledSegment>;
  messages: ReadonlyMap<string, CompiledLoop>;
};

const catalogues = new Map<EdifactDirectory, Catalogue>();

/**
 * Returns the definitions of a message type in a release (0054), or null if they are not supported. CONTRL belongs to the syntax
 * and not to a directory, so its release does not matter.
 */
export function schemaFor(code: string, release: string): EdifactSchema | null {
  const directory = code === "CONTRL" ? "96A" : directoryOf(release);
  if (directory === null) return null;
  const { segments, messages } = catalogueOf(directory);
  const message = messages.get(code);
  return message === undefined ? null : { segments, message };
}

/** Returns the definitions of the segments of a release, or those of D96A if it is not supported. */
export function segmentsFor(release: string): ReadonlyMap<string, CompiledSegment> {
  return catalogueOf(directoryOf(release) ?? "96A").segments;
}

function directoryOf(release: string): EdifactDirectory | null {
  const found = release.toUpperCase();
  return found === "96A" || found === "01B" ? found : null;
}

function catalogueOf(directory: EdifactDirectory): Catalogue {
  const ready = catalogues.get(directory) ?? build(directory);
  catalogues.set(directory, ready);
  return ready;
}

function build(directory: EdifactDirectory): Catalogue {
  const segments = compileSegments(directory);
  const messages = new Map<string, CompiledLoop>();
  for (const { code, table, directories } of MESSAGE_TABLES) {
    if (directories.includes(directory))
      messages.set(code, compileStructure(code, structureOf(table, directory), segments));
  }
  return { segments, messages };
}
