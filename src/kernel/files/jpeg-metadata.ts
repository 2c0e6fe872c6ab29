const MARK = 0xff
const START_OF_SCAN = 0xda
const END_OF_IMAGE = 0xd9

/** Segments for applications that a picture needs: the shape of a pixel, the colour profile, how the colours are mixed. */
const NEEDED = new Map([
  [0xe0, 'JFIF\0'],
  [0xe2, 'ICC_PROFILE\0'],
  [0xee, 'Adobe'],
])
const COMMENT = 0xfe

/**
 * A JPEG without Exif, XMP, thumbnails and comments, its picture untouched. What cannot be followed is cut, not kept, and so is what
 * stands after the picture's end: telephones put a second picture there, with a place of its own.
 */
export function withoutMetadata(jpeg: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [jpeg.subarray(0, 2)]
  let at = 2
  while (at + 2 <= jpeg.length && jpeg[at] === MARK) {
    const marker = jpeg[at + 1] as number
    if (marker === END_OF_IMAGE) break
    // Any number of these bytes may stand before a marker.
    if (marker === MARK) {
      at += 1
      continue
    }
    const next = at + 2 + (((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0))
    const end = marker === START_OF_SCAN ? endOfScan(jpeg, next) : next
    if (isNeeded(marker, jpeg.subarray(at + 4, next))) kept.push(withoutThumbnail(marker, jpeg.subarray(at, end)))
    at = end
  }
  return Buffer.concat([...kept, Buffer.of(MARK, END_OF_IMAGE)])
}

function isNeeded(marker: number, content: Uint8Array): boolean {
  if (marker === COMMENT) return false
  if (marker < 0xe0 || marker > 0xef) return true
  const name = NEEDED.get(marker)
  return name !== undefined && Buffer.from(content.subarray(0, name.length)).toString('latin1') === name
}

/** JFIF ends with the width and height of a small picture and its pixels. */
function withoutThumbnail(marker: number, segment: Uint8Array): Uint8Array {
  if (marker !== 0xe0) return segment
  return Buffer.concat([Buffer.of(MARK, marker, 0, 16), segment.subarray(4, 16), Buffer.of(0, 0)])
}

/** Where the next marker stands. A progressive picture has several scans, with tables between them. */
function endOfScan(jpeg: Uint8Array, from: number): number {
  let at = jpeg.indexOf(MARK, from)
  while (at >= 0 && isInScan(jpeg[at + 1])) at = jpeg.indexOf(MARK, at + 2)
  return at < 0 ? jpeg.length : at
}

/** A byte 255 of the picture is written with a zero after it; from the other marks a damaged picture is taken up again. */
function isInScan(byte: number | undefined): boolean {
  return byte === 0 || (byte !== undefined && byte >= 0xd0 && byte <= 0xd7)
}
