import { posix } from 'node:path'
import type { Place, PlaceKind } from '../kinds.ts'

const PLACES: readonly [name: RegExp, kind: PlaceKind][] = [
  [/(?:^|\/)(?:threaded)?comments[^/]*\/|\/comments[^/]*\.xml$|\/threadedComments\/|\/persons\/|vmlDrawing/i, 'note'],
  [/^docProps\/|^meta\.xml$|^customXml\//i, 'properties'],
  [/pivotCache|pivotTables/i, 'pivot'],
  [/(?:^|\/)workbook\.xml$/i, 'name'],
  [/^styles\.xml$/i, 'header'],
  [/(?:^|\/)worksheets\//i, 'elsewhere'],
]

/** What a part of a workbook is to its officer. */
export function placeOfPart(name: string): Place {
  return { kind: PLACES.find(([pattern]) => pattern.test(name))?.[1] ?? 'elsewhere', sheet: '', detail: name }
}

/** Parts of a workbook that are XML. */
export const isXml = (name: string): boolean => /\.(?:xml|rels|vml|rdf)$/i.test(name)

/** Parts that are no XML and in which whatever can be read stands as plain letters. */
export const isPlain = (name: string): boolean =>
  /(?:^|\/)(?:mimetype|layout-cache|printerSettings[^/]*\.bin)$|\.(?:txt|md|csv|tsv|tab|json|geojson|ndjson|jsonl|html?|yaml|yml|sql|prj|qml|cpg)$/i.test(
    name,
  )

/** The small picture of the first sheet. */
export const isThumbnail = (name: string): boolean => /^(?:Thumbnails|docProps)\/thumbnail\.png$/i.test(name)

export const isBook = (name: string): boolean => /^\.(?:xlsx|xlsm|ods)$/i.test(posix.extname(name))
