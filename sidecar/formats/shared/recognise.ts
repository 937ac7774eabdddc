/** Returns a function that recognises bodies by media type only, for formats whose content resembles other formats. */
export function recognisedBy(mediaTypes: readonly string[]) {
  return (_bytes: Uint8Array, mediaType: string | null): boolean =>
    mediaType !== null && mediaTypes.includes(mediaType);
}
