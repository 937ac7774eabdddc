/**
 * Returns a function that recognises a body only by its media type, for formats whose content cannot be distinguished from the
 * content of other formats.
 */
export function recognisedBy(mediaTypes: readonly string[]) {
  return (_bytes: Uint8Array, mediaType: string | null): boolean =>
    mediaType !== null && mediaTypes.includes(mediaType);
}
