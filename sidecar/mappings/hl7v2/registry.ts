import type { HL7Message } from "../../codecs/hl7v2/types.ts";
import type { CanonicalDocument, DocumentType } from "../../documents/document.ts";
import type { ConnectionProfile } from "../../flows/flow.ts";
import type { Mapped } from "../mapping.ts";

/** One document of a message, or why there is none; `number` is what people would know it by. */
export type MappedHl7 = Mapped<CanonicalDocument> & { readonly number?: string };

export type Hl7Mapper = {
  readonly documentType: DocumentType;
  /** Gives the message's documents in the order in which they stand, the same at every reading. */
  map(message: HL7Message, connection: ConnectionProfile): readonly MappedHl7[];
};

/** What can be read, by message code and trigger event (MSH-9.1 and MSH-9.2): "RDS_O13". */
export const inboundHl7: Readonly<Record<string, Hl7Mapper>> = {};
