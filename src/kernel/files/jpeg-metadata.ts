const MARK = 0xff
const START_OF_SCAN = 0xda

/** Colours need the profile (APP2) and Adobe's mark (APP14); JFIF (APP0) says the shape of a pixel. */
const isMetadata = (marker: number) =>
  marker === 0xfe || (marker >= 0xe1 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee)

/** A JPEG without Exif, XMP, thumbnails and comments, its picture untouched. What cannot be followed is cut, not kept. */
export function withoutMetadata(jpeg: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [jpeg.subarray(0, 2)]
  let at = 2
  while (at + 4 <= jpeg.length && jpeg[at] === MARK) {
    const marker = jpeg[at + 1] as number
    // The picture itself follows, up to the end.
    if (marker === START_OF_SCAN) return Buffer.concat([...kept, jpeg.subarray(at)])
    const end = at + 2 + (((jpeg[at + 2] as number) << 8) | (jpeg[at + 3] as number))
    if (!isMetadata(marker)) kept.push(jpeg.subarray(at, end))
    at = end
  }
  return Buffer.concat(kept)
}
