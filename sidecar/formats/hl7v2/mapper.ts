import type { HL7Message } from "../../codecs/hl7v2/types.ts";
import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { CanonicalDocument, DocumentType } from "../../documents/document.ts";
import type { Claimed } from "../format.ts";
import type { Mapped } from "../mapping.ts";
import type { Pseudonym } from "../pseudonym.ts";

/**
 * A document mapped from a message, or the problem that prevents its use, with its document type and number if they are known.
 */
export type MappedHl7 = Mapped<CanonicalDocument> & Claimed;

/** What a mapper needs besides the message. */
export type Hl7Context = {
  /** The connection. Its `format.options` contain the agreements with the sender that are not in the messages. */
  readonly connection: ConnectionProfile;
  readonly pseudonym: Pseudonym;
};

export type Hl7Mapper = {
  readonly documentType: DocumentType;
  /** Returns the documents of a message, in order. The same message always yields the same result. */
  map(message: HL7Message, context: Hl7Context): readonly MappedHl7[];
};

/** The key of the mapper that reads messages of every type, in addition to the mapper for the type of the message. */
export const anyMessage = "*";
