import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { type FormatName, rdfFormats } from './rdf/formats.ts'
import { seriesNodes } from './series-node.ts'
import { type Document, documentOf } from './write-catalogue.ts'

/** A series with the addresses of its datasets. @throws NotFound where none of them is public */
export async function writeSeries(ctx: Context, name: string, format: FormatName): Promise<Document> {
  const nodes = await seriesNodes(ctx, [name])
  if (nodes.length === 0) throw new NotFound()
  return documentOf({ vocabulary: 'dcat-ap', format }, nodes.map(rdfFormats[format].write))
}
