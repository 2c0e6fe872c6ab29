import { escapeXml } from './sheet-xml.ts'

const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

export function packageRelations(): string {
  return relations([['officeDocument', 'xl/workbook.xml']])
}

/** Which sheets there are: so many, called after one name. */
export function bookXml(name: string, sheets: number): string {
  const all = upTo(sheets).map((i) => `<sheet name="${escapeXml(sheetName(name, i))}" sheetId="${i}" r:id="rId${i}"/>`)
  // The views of the sheets refer to this one.
  const view = '<bookViews><workbookView/></bookViews>'
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${view}<sheets>${all.join('')}</sheets></workbook>`
}

export function bookRelations(sheets: number): string {
  const ofSheets = upTo(sheets).map((i): [string, string] => ['worksheet', `worksheets/sheet${i}.xml`])
  return relations([...ofSheets, ['styles', 'styles.xml']])
}

export function contentTypes(sheets: number): string {
  const parts = [
    ['workbook', 'sheet.main'],
    ...upTo(sheets).map((i) => [`worksheets/sheet${i}`, 'worksheet']),
    ['styles', 'styles'],
  ]
  const all = parts.map(([name, type]) => `<Override PartName="/xl/${name}.xml" ContentType="${CONTENT}.${type}+xml"/>`)
  return `${HEAD}<Types xmlns="${TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${all.join('')}</Types>`
}

function relations(targets: [type: string, target: string][]): string {
  const all = targets.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `${HEAD}<Relationships xmlns="${RELATIONS}">${all.join('')}</Relationships>`
}

/** At most 31 characters, without those that stand in references, not in quotes. */
function sheetName(name: string, number: number): string {
  const end = number === 1 ? '' : ` (${number})`
  const plain = name.replace(/[[\]:*?/\\\p{Cc}]/gu, ' ').trim()
  const short = plain
    .slice(0, 31 - end.length)
    .toWellFormed()
    .replace(/^'+|'+$/g, '')
  return `${short.trim() || 'Date'}${end}`
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}

/** In the order of STYLES: plain, header, date, datetime, time. Formats 14 and the like follow the language of who opens it; ours say the order of the parts. */
export const stylesXml = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="166" formatCode="hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`
