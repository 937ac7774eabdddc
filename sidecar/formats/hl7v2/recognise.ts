import { looksLikeHl7 } from "../../codecs/hl7v2/split.ts";

export const HL7_MEDIA_TYPES = ["application/hl7-v2", "application/hl7-v2+er7", "x-application/hl7-v2+er7"];

/** Returns whether a body is HL7 v2: it has a media type of HL7 v2, or it begins with MSH, FHS or BHS. */
export function recognisesHl7(bytes: Uint8Array, mediaType: string | null): boolean {
  return (mediaType !== null && HL7_MEDIA_TYPES.includes(mediaType)) || looksLikeHl7(bytes);
}
