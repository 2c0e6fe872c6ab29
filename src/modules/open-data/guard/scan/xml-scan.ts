import type { XmlEvents } from '../../workbook/xml.ts'
import type { Tally } from './tally.ts'

/** Elements that part a text and do not end it: 20<b>02</b>500… is one number. */
const INLINE = new Set(['t', 'r', 'span', 'a', 'rPr', 'font', 'b', 'i', 's', 'u'])
/** Who wrote the document or a note, by the element that says so. */
const AUTHORS = new Set(['creator', 'lastModifiedBy', 'Manager', 'author', 'initial-creator', 'printed-by'])
/** What programs write there when nobody told them who writes. */
const NOBODY =
  /^(?:|user|utilizator|пользователь|admin|administrator|author|autor|owner|guest|pc|microsoft (?:office )?user|openpyxl|xlsxwriter|apache poi|libreoffice|python-\S+|phpexcel|phpspreadsheet|unknown(?: creator)?|exceljs|sheetjs|\W*)$/i

/** Looks through everything that an XML part says, in elements and attributes, but for what its own kind of reader has looked through. */
export class XmlScan implements XmlEvents {
  readonly #tally: Tally
  #text = ''
  #author = false

  constructor(tally: Tally) {
    this.#tally = tally
  }

  open(name: string, attributes: Record<string, string>): void {
    if (!INLINE.has(name)) this.#flush()
    if (AUTHORS.has(name)) this.#author = true
    for (const key in attributes) this.#tally.take(attributes[key] as string, null)
    if (name === 'person' && attributes.displayName) this.#tellAuthor(attributes.displayName)
  }

  text(piece: string): void {
    this.#text += piece
  }

  close(name: string): void {
    if (AUTHORS.has(name)) {
      this.#tellAuthor(this.#text)
      this.#author = false
    }
    if (!INLINE.has(name)) this.#flush()
  }

  #flush(): void {
    if (this.#text !== '' && !this.#author) this.#tally.take(this.#text, null)
    this.#text = ''
  }

  #tellAuthor(text: string): void {
    const name = text.trim()
    this.#tally.take(name, null)
    if (!NOBODY.test(name) && /\p{L}/u.test(name)) this.#tally.add('author', name.slice(0, 200), null)
  }
}
