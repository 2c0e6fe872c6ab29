import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFStream,
} from 'pdf-lib'
import streams from 'pdf-lib/cjs/core/streams/DecodeStream.js'
import { withoutMetadata } from './jpeg-metadata.ts'
import { withoutJpeg2000Metadata } from './jpeg2000-metadata.ts'

/** What the tables of one document may unpack to, and then its photographs that are packed twice. Texts are not unpacked here. */
const MAX_UNPACKED = 16 * 1024 * 1024
const MAX_PHOTOGRAPHS = 48 * 1024 * 1024
/** Scripts, what happens by itself, what is attached, and who wrote it with what. */
const REMOVED = ['AA', 'JS', 'EF', 'RF', 'RichMediaContent', 'Metadata', 'PieceInfo', 'LastModified'].map((name) =>
  PDFName.of(name),
)
/** A link leads to a page of the document or to an address that the reader sees; it starts no program and sends no form. */
const HARMLESS_ACTIONS = new Set([PDFName.of('GoTo'), PDFName.of('URI')])

/**
 * The pages of a document without information, XMP, scripts, attachments, automatic actions, and the place and camera of its photographs.
 *
 * @throws Error when it is damaged, protected, or unpacks to more than a document needs
 */
export function cleanPdf(bytes: Buffer): Promise<Buffer> {
  // One after the other: the budget is of one document, and a few large ones at once would fill the memory.
  const cleaned = queue.then(() => clean(bytes))
  queue = cleaned.catch(() => {})
  return cleaned
}

async function clean(bytes: Buffer): Promise<Buffer> {
  unpacked = 0
  most = MAX_UNPACKED
  const source = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: false })
  // The library goes on after an object that it could not read.
  if (unpacked > most) throw new Error('unpacks to too much')
  unpacked = 0
  most = MAX_PHOTOGRAPHS
  for (const [ref, object] of source.context.enumerateIndirectObjects()) {
    disarm(object)
    const photograph = object instanceof PDFRawStream && cleanPhotograph(object)
    if (photograph) source.context.assign(ref, photograph)
  }
  // Only what the pages refer to comes along: the document's own scripts and what was taken out above stay behind.
  const kept = await PDFDocument.create({ updateMetadata: false })
  for (const page of await kept.copyPages(source, source.getPageIndices())) kept.addPage(page)
  return Buffer.from(await kept.save({ useObjectStreams: false }))
}

const FILTER = PDFName.of('Filter')
const PARAMETERS = PDFName.of('DecodeParms')
const PICTURES = new Map([
  [PDFName.of('DCTDecode'), withoutMetadata],
  [PDFName.of('DCT'), withoutMetadata],
  [PDFName.of('JPXDecode'), withoutJpeg2000Metadata],
])

/**
 * A photograph without what it tells beside its picture, unpacked when it was packed once more; null for what is no photograph.
 *
 * @throws Error when it cannot be followed: what might tell something is not kept
 */
function cleanPhotograph({ dict, contents }: PDFRawStream): PDFRawStream | null {
  const filters = namesIn(dict.lookup(FILTER))
  const packings = filters.slice(0, -1)
  const last = filters.at(-1)
  if (packings.some((filter) => PICTURES.has(filter))) throw new Error('a picture inside a picture')
  const clean = last && PICTURES.get(last)
  if (!clean) return null
  if (packings.length === 0) return PDFRawStream.of(dict, clean(contents))
  const outer = dict.clone()
  outer.set(FILTER, dict.context.obj(packings))
  const unpackedOnce = decodePDFRawStream(PDFRawStream.of(outer, contents)).decode()
  if (clean === withoutMetadata && !(unpackedOnce[0] === 0xff && unpackedOnce[1] === 0xd8)) throw new Error('no JPEG')
  const parameters = dict.lookup(PARAMETERS)
  const own = parameters instanceof PDFArray ? parameters.lookup(packings.length) : undefined
  dict.set(FILTER, last)
  if (own) dict.set(PARAMETERS, own)
  else dict.delete(PARAMETERS)
  return PDFRawStream.of(dict, clean(unpackedOnce))
}

/** One filter is written as a name or as a list of one. */
function namesIn(filter: PDFObject | undefined): PDFName[] {
  if (filter instanceof PDFArray) return filter.asArray().map((_, at) => filter.lookup(at, PDFName))
  return filter instanceof PDFName ? [filter] : []
}

/** Takes out of an object, and of those written inside it, what acts or tells. Those it refers to come by themselves. */
function disarm(object: PDFObject): void {
  if (object instanceof PDFStream) disarm(object.dict)
  if (object instanceof PDFArray) for (const part of object.asArray()) disarm(part)
  if (!(object instanceof PDFDict)) return
  for (const name of REMOVED) object.delete(name)
  const action = object.lookup(PDFName.of('A'))
  if (action instanceof PDFDict) {
    if (HARMLESS_ACTIONS.has(action.lookup(PDFName.of('S')) as PDFName)) action.delete(PDFName.of('Next'))
    else object.delete(PDFName.of('A'))
  }
  for (const part of object.values()) disarm(part)
}

let queue: Promise<unknown> = Promise.resolve()
let unpacked = 0
let most = MAX_UNPACKED

// The library knows no limit: half a megabyte of blanks, packed a thousand times, would hold the process for seconds and fill its memory.
const { prototype } = streams.default
const ensureBuffer = (prototype as unknown as { ensureBuffer(bytes: number): Uint8Array }).ensureBuffer
Object.assign(prototype, {
  ensureBuffer(this: { buffer: Uint8Array }, bytes: number): Uint8Array {
    if (bytes > most || unpacked > most) {
      unpacked = most + 1
      throw new Error('unpacks to too much')
    }
    const before = this.buffer.byteLength
    const buffer = ensureBuffer.call(this, bytes)
    unpacked += buffer.byteLength - before
    return buffer
  },
})
