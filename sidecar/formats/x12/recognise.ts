import { looksLikeX12 } from "../../codecs/x12/split.ts";

export const X12_MEDIA_TYPE = "application/edi-x12";

/** Returns whether a body is X12: it has the media type of X12, or it begins with ISA. */
export function recognisesX12(bytes: Uint8Array, mediaType: string | null): boolean {
  return mediaType === X12_MEDIA_TYPE || looksLikeX12(bytes);
}
