/** Returns a test by media type alone, for formats whose content looks like that of others. */
export function recognisedBy(mediaTypes: readonly string[]) {
  return (_bytes: Uint8Array, mediaType: string | null): boolean =>
    mediaType !== null && mediaTypes.includes(mediaType);
}
