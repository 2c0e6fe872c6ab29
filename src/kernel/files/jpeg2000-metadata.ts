/** ISO/IEC 15444-1 annex I: what a picture is drawn from. Headers of layers and codestreams (15444-2) hold boxes of these kinds. */
const NEEDED = new Set(['jP  ', 'ftyp', 'rreq', 'ihdr', 'bpcc', 'colr', 'pclr', 'cmap', 'cdef', 'res ', 'resc', 'resd'])
const HOLDING = new Set(['jp2h', 'jpch', 'jplh', 'cgrp'])
const CODESTREAM = 'jp2c'
/** Says in which pieces, also of other files, the picture lies. */
const IN_PIECES = 'ftbl'

const COMMENT = 0xff64
const TILE_PART = 0xff90
const START_OF_DATA = 0xff93
const END = 0xffd9
const END_BYTES = Buffer.of(0xff, 0xd9)
/** Marker and length of what may stand before a packet; two bytes with its number follow. */
const PACKET = 0xff910004
const SOT_BYTES = 12

/**
 * A JPEG 2000 picture with its XMP, Exif, labels and comments blanked, and all that stands after its end. Everything stays where it was:
 * pictures name the places of their parts.
 *
 * @throws Error when its parts cannot be followed
 */
export function withoutJpeg2000Metadata(picture: Uint8Array): Uint8Array {
  const bytes = Buffer.from(picture)
  if (bytes.length > 4 && bytes.readUInt16BE(0) === 0xff4f) blankComments(bytes)
  else blankBoxes(bytes)
  return bytes
}

function blankBoxes(bytes: Buffer): void {
  let at = 0
  let pictures = 0
  while (at < bytes.length) {
    const { type, head, end } = boxAt(bytes, at)
    const content = bytes.subarray(at + head, end)
    if (type === IN_PIECES) throw new Error('a picture in pieces')
    if (type === CODESTREAM) {
      blankComments(content)
      pictures += 1
    } else if (HOLDING.has(type)) blankBoxes(content)
    else if (!NEEDED.has(type)) {
      bytes.write('free', at + 4, 'latin1')
      content.fill(0)
    }
    at = end
  }
  // At the top alone: what a header holds is no picture.
  if (pictures === 0 && bytes.toString('latin1', 4, 8) === 'jP  ') throw new Error('no picture')
}

function boxAt(bytes: Buffer, at: number): { type: string; head: number; end: number } {
  if (at + 8 > bytes.length) throw new Error('a box that is cut off')
  const short = bytes.readUInt32BE(at)
  const type = bytes.toString('latin1', at + 4, at + 8)
  const long = short === 1
  if (long && at + 16 > bytes.length) throw new Error('a box that is cut off')
  const size = short === 0 ? bytes.length - at : long ? Number(bytes.readBigUInt64BE(at + 8)) : short
  const head = long ? 16 : 8
  if (size < head || at + size > bytes.length) throw new Error('a box of an impossible length')
  return { type, head, end: at + size }
}

/** Walks the headers of a codestream, of the whole and of each part of a tile; the data between them are not looked at. */
function blankComments(code: Buffer): void {
  let at = 2
  while (marker(code, at) !== END) {
    if (marker(code, at) !== TILE_PART) at = afterSegment(code, at)
    else {
      const start = at
      const length = word(code, at + 6)
      at += SOT_BYTES
      while (marker(code, at) !== START_OF_DATA) at = afterSegment(code, at)
      const end = length === 0 ? endOfData(code, at + 2) : start + length
      if (end < at + 2) throw new Error('a tile of an impossible length')
      at = end
    }
  }
  code.fill(0, at + 2)
}

/** A tile of unsaid length goes on to the end of the picture, which its data never spell: but the number of a packet may. */
function endOfData(code: Buffer, from: number): number {
  let at = code.indexOf(END_BYTES, from)
  while (at >= 4 && code.readUInt32BE(at - 4) === PACKET) at = code.indexOf(END_BYTES, at + 1)
  if (at < 0) throw new Error('a picture without an end')
  return at
}

/** Past the segment that stands here; a comment is blanked on the way. */
function afterSegment(code: Buffer, at: number): number {
  const length = marker(code, at + 2)
  const end = at + 2 + length
  if (marker(code, at) < 0xff00 || length < 2 || end > code.length) throw new Error('a header that cannot be followed')
  if (marker(code, at) === COMMENT) code.fill(0, at + 4, end)
  return end
}

function marker(code: Buffer, at: number): number {
  if (at + 2 > code.length) throw new Error('a picture that breaks off')
  return code.readUInt16BE(at)
}

function word(code: Buffer, at: number): number {
  if (at + 4 > code.length) throw new Error('a picture that breaks off')
  return code.readUInt32BE(at)
}
