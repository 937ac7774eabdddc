import { looksLikeX12 } from "../../codecs/x12/split.ts";

export const X12_MEDIA_TYPE = "application/edi-x12";

/** Reports whether a body is X12, by its media type or by the ISA at its beginning. */
export function recognisesX12(bytes: Uint8Array, mediaType: string | null): boolean {
  return mediaType === X12_MEDIA_TYPE || looksLikeX12(bytes);
}
