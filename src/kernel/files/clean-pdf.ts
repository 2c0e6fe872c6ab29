import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFObject, PDFRawStream, PDFStream } from 'pdf-lib'
import streams from 'pdf-lib/cjs/core/streams/DecodeStream.js'
import { withoutMetadata } from './jpeg-metadata.ts'

/** What the tables of one document may unpack to. Its pictures and texts are not unpacked here. */
const MAX_UNPACKED = 16 * 1024 * 1024
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
  const source = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: false })
  // The library goes on after an object that it could not read.
  if (unpacked > MAX_UNPACKED) throw new Error('unpacks to too much')
  for (const [ref, object] of source.context.enumerateIndirectObjects()) {
    disarm(object)
    if (object instanceof PDFRawStream && isJpeg(object.dict.lookup(PDFName.of('Filter'))))
      source.context.assign(ref, PDFRawStream.of(object.dict, withoutMetadata(object.contents)))
  }
  // Only what the pages refer to comes along: the document's own scripts and what was taken out above stay behind.
  const kept = await PDFDocument.create({ updateMetadata: false })
  for (const page of await kept.copyPages(source, source.getPageIndices())) kept.addPage(page)
  return Buffer.from(await kept.save({ useObjectStreams: false }))
}

/** One filter is written as a name or as a list of one. */
function isJpeg(filter: PDFObject | undefined): boolean {
  const [only, ...more] = filter instanceof PDFArray ? filter.asArray() : [filter]
  return only === PDFName.of('DCTDecode') && more.length === 0
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

// The library knows no limit: half a megabyte of blanks, packed a thousand times, would hold the process for seconds and fill its memory.
const { prototype } = streams.default
const ensureBuffer = (prototype as unknown as { ensureBuffer(bytes: number): Uint8Array }).ensureBuffer
Object.assign(prototype, {
  ensureBuffer(this: { buffer: Uint8Array }, bytes: number): Uint8Array {
    if (bytes > MAX_UNPACKED || unpacked > MAX_UNPACKED) {
      unpacked = MAX_UNPACKED + 1
      throw new Error('unpacks to too much')
    }
    const before = this.buffer.byteLength
    const buffer = ensureBuffer.call(this, bytes)
    unpacked += buffer.byteLength - before
    return buffer
  },
})
