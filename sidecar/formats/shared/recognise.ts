import { isUtf16 } from "../../codecs/layout.ts";

/**
 * Returns a function that recognises a body only by its media type, for formats whose content cannot be distinguished from the
 * content of other formats.
 */
export function recognisedBy(mediaTypes: readonly string[]) {
  return (_bytes: Uint8Array, mediaType: string | null): boolean =>
    mediaType !== null && mediaTypes.includes(mediaType);
}

/** Returns whether a body that no format recognises is text in UTF-16, which most formats do not allow. */
export const isWideText = (bytes: Uint8Array): boolean => isUtf16(bytes);
