import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  /** Bytes where the name is to be in an encoding that the archive does not tell. */
  name: string | Buffer
  data: string | Buffer
  /** 8 deflates, 0 stores; anything else is only said. */
  method?: number
  isLocked?: boolean
  /** What the list of parts says, where it is to lie. */
  size?: number
  crc?: number
}

/** A zip archive, whole and honest unless an entry is told to lie. */
export function zipOf(entries: ZipEntry[]): Buffer {
  const parts: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const { name, data, method = 8, isLocked = false, size, crc } of entries) {
    const bytes = Buffer.from(data as string)
    const packed = method === 8 ? deflateRawSync(bytes) : bytes
    const title = Buffer.from(name as string)
    const header = Buffer.alloc(26)
    header.writeUInt16LE(20, 0)
    header.writeUInt16LE((isLocked ? 1 : 0) | (typeof name === 'string' ? 0x800 : 0), 2)
    header.writeUInt16LE(method, 4)
    header.writeUInt32LE(crc ?? crc32(bytes), 10)
    header.writeUInt32LE(packed.length, 14)
    header.writeUInt32LE(size ?? bytes.length, 18)
    header.writeUInt16LE(title.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), header, title, packed])
    const beginning = Buffer.alloc(4)
    beginning.writeUInt32LE(at)
    list.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), header, Buffer.alloc(10), beginning, title]))
    parts.push(local)
    at += local.length
  }
  const directory = Buffer.concat(list)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, directory, Buffer.from('PK\x05\x06'), end])
}

export interface XlsxSheet {
  name: string
  /** What lies between <sheetData> and its end, unless it is the whole of `xml`. */
  rows?: string
  /** What follows the rows. */
  after?: string
  state?: string
}

export interface XlsxParts {
  sheets: XlsxSheet[]
  /** What <si> elements hold. */
  texts?: string[]
  /** Formats of cells by their number. */
  formats?: string[]
  isSince1904?: boolean
  /** Parts that replace ours or stand beside them. */
  others?: ZipEntry[]
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The parts of an Excel workbook, as Excel would lay them. */
export function xlsxEntries({
  sheets,
  texts = [],
  formats = [],
  isSince1904 = false,
  others = [],
}: XlsxParts): ZipEntry[] {
  const entries: ZipEntry[] = [
    {
      name: '[Content_Types].xml',
      data: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    },
    { name: '_rels/.rels', data: relationships([`${OFFICE}/officeDocument`, 'xl/workbook.xml']) },
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr date1904="${isSince1904 ? 1 : 0}"/><sheets>${sheets
        .map(({ name, state }, i) => {
          return `<sheet name="${name}" sheetId="${i + 1}" ${state ? `state="${state}" ` : ''}r:id="rId${i + 1}"/>`
        })
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: relationships(
        ...sheets.map((_, i): [string, string] => [`${OFFICE}/worksheet`, `worksheets/sheet${i + 1}.xml`]),
        [`${OFFICE}/sharedStrings`, 'sharedStrings.xml'],
        [`${OFFICE}/styles`, '/xl/styles.xml'],
      ),
    },
    ...sheets.map(({ rows = '', after = '' }, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      data: `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${after}</worksheet>`,
    })),
    {
      name: 'xl/sharedStrings.xml',
      data: `<sst xmlns="${MAIN}">${texts.map((si) => `<si>${si}</si>`).join('')}</sst>`,
    },
    {
      name: 'xl/styles.xml',
      data: `<styleSheet xmlns="${MAIN}"><numFmts>${formats
        .map((code, i) => `<numFmt numFmtId="${200 + i}" formatCode="${code.replaceAll('"', '&quot;')}"/>`)
        .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats
        .map((_, i) => `<xf numFmtId="${200 + i}"/>`)
        .join('')}</cellXfs></styleSheet>`,
    },
  ]
  const replaced = new Set(others.map(({ name }) => String(name)))
  return [...entries.filter(({ name }) => !replaced.has(String(name))), ...others]
}

export function xlsxOf(parts: XlsxParts): Buffer {
  return zipOf(xlsxEntries(parts))
}

function relationships(...all: [type: string, target: string][]): string {
  const list = all.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"/>`)
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`
}

const ODS = 'urn:oasis:names:tc:opendocument:xmlns'

/** An OpenDocument spreadsheet. @param body what lies in <office:spreadsheet> @param styles what lies in <office:automatic-styles> */
export function odsOf(body: string, styles = '', manifest = ''): Buffer {
  return zipOf([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', method: 0 },
    {
      name: 'META-INF/manifest.xml',
      data: `<manifest:manifest xmlns:manifest="${ODS}:manifest:1.0">${manifest}</manifest:manifest>`,
    },
    {
      name: 'content.xml',
      data: `<office:document-content xmlns:office="${ODS}:office:1.0" xmlns:table="${ODS}:table:1.0" xmlns:text="${ODS}:text:1.0" xmlns:style="${ODS}:style:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${body}</office:spreadsheet></office:body></office:document-content>`,
    },
  ])
}
