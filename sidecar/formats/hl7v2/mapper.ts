import type { HL7Message } from "../../codecs/hl7v2/types.ts";
import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { CanonicalDocument, DocumentType } from "../../documents/document.ts";
import type { Claimed } from "../format.ts";
import type { Mapped } from "../mapping.ts";
import type { Pseudonym } from "../pseudonym.ts";

/** One document of a message, or why there is none, with its type and number as far as they are known. */
export type MappedHl7 = Mapped<CanonicalDocument> & Claimed;

/** What a mapping may use besides the message. */
export type Hl7Context = {
  /** `format.options` hold what was agreed with the sender outside the messages. */
  readonly connection: ConnectionProfile;
  readonly pseudonym: Pseudonym;
};

export type Hl7Mapper = {
  readonly documentType: DocumentType;
  /** Returns the message's documents in order. The result is the same at every reading. */
  map(message: HL7Message, context: Hl7Context): readonly MappedHl7[];
};

/** Key of the mapping that is applied to messages of any type, in addition to their own. */
export const anyMessage = "*";
