import { type FileType, fileTypes, mediaTypes } from '../../catalogue/vocabularies/file-types.ts'
import { type Input, invalid } from '../action.ts'
import { computedResourceKeys, keptOf } from '../packages/kept-keys.ts'
import { textOf } from '../read-fields.ts'

/** What a program says of a resource, in the fields of our form, and what no form of ours has. */
export interface ResourceSaid {
  raw: Record<string, unknown>
  extras: Record<string, unknown>
}

/** A title has at least so many letters; a shorter name is kept beside it. */
const SHORTEST_TITLE = 3

/**
 * @param ownUrls addresses that this portal gives the resource: said back to it, they are no address elsewhere
 * @throws CkanError
 */
export function readResource(
  input: Input,
  { isUpload, ownUrl }: { isUpload: boolean; ownUrl: (url: string) => boolean },
): ResourceSaid {
  const name = textOf(input, 'name') ?? ''
  const format = textOf(input, 'format') ?? ''
  const url = textOf(input, 'url') ?? ''
  const code = fileTypeOf(format)
  const others =
    typeof input.name_translated === 'object' && input.name_translated !== null ? (input.name_translated as Input) : {}
  const title = name.length >= SHORTEST_TITLE ? name : (titleFrom(url) ?? (format || 'Resursă'))
  return {
    raw: {
      titleRo: title.length >= SHORTEST_TITLE ? title : `Fișier ${title}`,
      titleRu: others.ru,
      titleEn: others.en,
      descriptionRo: textOf(input, 'description') ?? undefined,
      url: isUpload || ownUrl(url) ? undefined : webUrl(url),
      format: code,
    },
    extras: {
      ...keptOf(input, computedResourceKeys),
      ...(name.length < SHORTEST_TITLE && { name }),
      ...(format !== (code ?? '') && { format }),
    },
  }
}

/** CKAN lets an address be without its protocol, and be none at all. */
function webUrl(url: string): string | undefined {
  if (url === '') return undefined
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `http://${url}`
  if (!/^https?:/i.test(whole)) throw invalid('url', 'Only http and https')
  return whole
}

function titleFrom(url: string): string | undefined {
  const last = url.split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1)
  return last ? last.slice(0, 200) : undefined
}

/** The code of a format by the names that programs have for it, media types among them. */
function fileTypeOf(format: string): FileType | undefined {
  const name = format.trim().toLowerCase().replace(/^\./, '')
  const code = name.toUpperCase().replaceAll('-', '_')
  return fileTypes.find((one) => one === code) ?? aliases[name] ?? fileTypes.find((one) => mediaTypes[one] === name)
}

const aliases: Record<string, FileType> = {
  'json-ld': 'JSON_LD',
  jsonl: 'NDJSON',
  excel: 'XLSX',
  rdf: 'RDF_XML',
  turtle: 'RDF_TURTLE',
  ttl: 'RDF_TURTLE',
  shapefile: 'SHP',
  wms: 'WMS_SRVC',
  wfs: 'WFS_SRVC',
}
