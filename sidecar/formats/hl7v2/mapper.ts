import type { HL7Message } from "../../codecs/hl7v2/types.ts";
import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { CanonicalDocument, DocumentType } from "../../documents/document.ts";
import type { Claimed } from "../format.ts";
import type { Mapped } from "../mapping.ts";
import type { Pseudonym } from "../pseudonym.ts";

/** A document of a message, or the reason why there is none, with its type and number if known. */
export type MappedHl7 = Mapped<CanonicalDocument> & Claimed;

/** The context of a mapping. */
export type Hl7Context = {
  /** `format.options` contains the agreements with the sender that are not in the messages. */
  readonly connection: ConnectionProfile;
  readonly pseudonym: Pseudonym;
};

export type Hl7Mapper = {
  readonly documentType: DocumentType;
  /** Returns the documents of a message in order. The result is the same each time the message is read. */
  map(message: HL7Message, context: Hl7Context): readonly MappedHl7[];
};

/** The key of the mapping that applies to messages of every type, in addition to the type's own mapping. */
export const anyMessage = "*";
