import { SaxesParser } from 'saxes'
import { Unreadable } from '../raw-table.ts'
import type { Archive, Part } from './archive.ts'
import type { WorkbookLimits } from './limits.ts'

/** What is met in XML. Names of elements come without their prefix, attributes as they are written. */
export interface XmlEvents {
  open?(name: string, attributes: Record<string, string>): void
  /** May come in several pieces. */
  text?(text: string): void
  close?(name: string): void
}

/**
 * Reads XML piece by piece. A document type is refused whatever it declares: workbooks have none, and entities are how a small file becomes a large one
 * or reads others.
 */
export class XmlReader {
  readonly #part: string
  readonly #limits: WorkbookLimits
  readonly #parser = new SaxesParser({ xmlns: false, position: false })
  #decoder: TextDecoder | undefined
  #depth = 0
  #sinceEvent = 0

  /** @param part its name, for the message when it is broken */
  constructor(part: string, limits: WorkbookLimits, events: XmlEvents) {
    this.#part = part
    this.#limits = limits
    const text = (piece: string) => {
      this.#sinceEvent = 0
      events.text?.(piece)
    }
    this.#parser.on('opentag', ({ name, attributes }) => {
      this.#sinceEvent = 0
      this.#depth++
      if (this.#depth > limits.depth) throw new Unreadable('open-data.workbook.too-deep', { part })
      events.open?.(localName(name), attributes)
    })
    this.#parser.on('closetag', ({ name }) => {
      this.#sinceEvent = 0
      this.#depth--
      events.close?.(localName(name))
    })
    this.#parser.on('text', text)
    this.#parser.on('cdata', text)
    this.#parser.on('doctype', () => {
      throw new Unreadable('open-data.workbook.doctype', { part })
    })
    this.#parser.on('error', () => {
      throw new Unreadable('open-data.workbook.broken', { part })
    })
  }

  /** @throws Unreadable */
  write(bytes: Buffer): void {
    this.#decoder ??= decoderFor(bytes)
    const text = this.#decode(bytes)
    this.#sinceEvent += text.length
    if (this.#sinceEvent > this.#limits.piece) throw new Unreadable('open-data.workbook.too-long', { part: this.#part })
    if (text) this.#parser.write(text)
  }

  /** @throws Unreadable when an element is still open */
  end(): void {
    this.#parser.write(this.#decode())
    this.#parser.close()
  }

  #decode(bytes?: Buffer): string {
    try {
      return this.#decoder?.decode(bytes, { stream: bytes !== undefined }) ?? ''
    } catch {
      throw new Unreadable('open-data.workbook.broken', { part: this.#part })
    }
  }
}

/** Reads a whole part. */
export async function readXml(archive: Archive, part: Part, limits: WorkbookLimits, events: XmlEvents): Promise<void> {
  const xml = new XmlReader(part.name, limits, events)
  for await (const piece of archive.read(part)) xml.write(piece)
  xml.end()
}

/** The same for a part that lists a few things, so that they may all be kept. @throws Unreadable when it is not small */
export async function readSmallXml(
  archive: Archive,
  part: Part,
  limits: WorkbookLimits,
  events: XmlEvents,
): Promise<void> {
  if (part.size > limits.piece) throw new Unreadable('open-data.workbook.too-long', { part: part.name })
  await readXml(archive, part, limits, events)
}

/** Parts of a workbook are UTF-8 or UTF-16; the latter begins with a mark, or with '<' and a zero. */
function decoderFor(bytes: Buffer): TextDecoder {
  const [first, second] = bytes
  const little = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)
  const big = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)
  return new TextDecoder(little ? 'utf-16le' : big ? 'utf-16be' : 'utf-8', { fatal: true })
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
