import type { Refusal } from '#kernel/errors.ts'
import { form, integer, optional, text } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { type Protocol, type ProtocolReply, type ProtocolRequest, page, protocol } from '#kernel/http/endpoint.ts'
import { problemOf } from '#kernel/http/problem.ts'
import { matches } from '#kernel/http/send-kept.ts'
import { whileDatasetsStand } from '../catalogue/kept-while.ts'
import { writeCroissant } from './croissant/write-croissant.ts'
import { HighValuePage } from './high-value/high-value-page.tsx'
import { HighValueView } from './high-value/replies.ts'
import { showHighValue } from './high-value/show-high-value.ts'
import { type Ending, endings, type FormatName, formatOfEnding, wantedFormat } from './rdf/formats.ts'
import { readAsked, readFilter, readVocabulary } from './read-asked.ts'
import { type Document, writeCatalogue, writeDataJson } from './write-catalogue.ts'
import { writeDataset } from './write-dataset.ts'
import { writeSeries } from './write-series.ts'

const byId = form({ id: text({ max: 100, pattern: /^[\w-]+$/ }) })
const METHODS: Protocol['methods'] = ['GET']

const catalogueAs = (ending: Ending) =>
  protocol({
    name: `dcatCatalogue${nameOf(ending)}`,
    path: `/catalog.${ending}`,
    also: [`/ckan/catalog.${ending}`],
    methods: METHODS,
    openToAll: true,
    canWait: true,
    answer: async (ctx, _params, asked) =>
      sent(await writeCatalogue(ctx, readAsked(asked.query), `/catalog.${ending}`, formatOfEnding[ending]), asked),
    refuse,
  })

const datasetAs = (ending: Ending) =>
  protocol({
    name: `dcatDataset${nameOf(ending)}`,
    path: `/dataset/:id.${ending}`,
    also: [`/ckan/dataset/:id.${ending}`],
    params: byId,
    methods: METHODS,
    openToAll: true,
    answer: async (ctx, { id }, asked) => {
      const vocabulary = readVocabulary(asked.query)
      return sent(await writeDataset(ctx, id, { vocabulary, format: formatOfEnding[ending] }), asked)
    },
    refuse,
  })

const seriesAs = (ending: Ending) =>
  protocol({
    name: `dcatSeries${nameOf(ending)}`,
    path: `/dataset_series/:id.${ending}`,
    also: [`/ckan/dataset_series/:id.${ending}`],
    params: byId,
    methods: METHODS,
    openToAll: true,
    answer: async (ctx, { id }, asked) => sent(await writeSeries(ctx, id, formatOfEnding[ending]), asked),
    refuse,
  })

/** The whole catalogue by the schema that data.gov and its like read. */
const dataJson = protocol({
  name: 'dcatDataJson',
  path: '/dcat.json',
  also: ['/data.json', '/ckan/dcat.json'],
  methods: METHODS,
  openToAll: true,
  canWait: true,
  async answer(ctx, _params, { query }) {
    return { status: 200, ...(await writeDataJson(ctx, readFilter(query))) }
  },
  refuse,
})

/** A dataset for programs that learn from tables. */
const croissant = protocol({
  name: 'dcatCroissant',
  path: '/dataset/:id/croissant.jsonld',
  also: ['/ckan/dataset/:id/croissant.jsonld'],
  params: byId,
  methods: METHODS,
  openToAll: true,
  answer: async (ctx, { id }, asked) => sent(await writeCroissant(ctx, id), asked),
  refuse,
})

/** The address by which RDF names the catalogue: programs get RDF there, people the page. */
const catalogueThing = protocol({
  name: 'dcatCatalogueThing',
  path: '/data',
  methods: METHODS,
  openToAll: true,
  canWait: true,
  answer: async (ctx, _params, asked) =>
    negotiated(ctx, asked, (format) => writeCatalogue(ctx, readAsked(asked.query), '/catalog.ttl', format)),
  refuse,
})

/** The same of each dataset, and of what else stands behind `/data/`. */
const datasetThing = protocol({
  name: 'dcatDatasetThing',
  path: '/data/:id',
  params: byId,
  methods: METHODS,
  openToAll: true,
  answer: async (ctx, { id }, asked) =>
    negotiated(ctx, asked, (format) => writeDataset(ctx, id, { vocabulary: 'dcat-ap', format })),
  refuse,
})

/** Series, of which their datasets tell. */
const seriesThing = protocol({
  name: 'dcatSeriesThing',
  path: '/data/series/:id',
  params: byId,
  methods: METHODS,
  openToAll: true,
  answer: async (ctx, { id }, asked) => negotiated(ctx, asked, (format) => writeSeries(ctx, id, format)),
  refuse,
})

/** Institutions and tables, of which their datasets tell. */
const partThing = protocol({
  name: 'dcatPartThing',
  path: '/data/:kind/:id',
  params: form({ kind: text({ max: 100, pattern: /^(institutions|tables)$/ }), id: optional(text({ max: 100 })) }),
  methods: METHODS,
  openToAll: true,
  answer: async (ctx, _params, asked) => toPage(ctx, asked),
  refuse,
})

async function negotiated(
  ctx: Context,
  asked: ProtocolRequest,
  write: (format: FormatName) => Promise<Document>,
): Promise<ProtocolReply> {
  const wanted = wantedFormat(String(asked.headers.accept ?? ''))
  const reply = wanted === null ? toPage(ctx, asked) : sent(await write(wanted), asked)
  return { ...reply, headers: { ...reply.headers, vary: 'accept, accept-language' } }
}

function toPage(ctx: Context, asked: ProtocolRequest): ProtocolReply {
  const question = asked.query.size > 0 ? `?${asked.query}` : ''
  return {
    status: 303,
    contentType: 'text/plain; charset=utf-8',
    body: '',
    headers: { location: `/${ctx.lang}${asked.path}${question}` },
  }
}

/** Whoever has it already is told so. */
function sent({ body, contentType, etag }: Document, asked: ProtocolRequest): ProtocolReply {
  if (matches(String(asked.headers['if-none-match'] ?? ''), etag))
    return { status: 304, contentType, body: '', headers: { etag } }
  return { status: 200, contentType, body, headers: { etag } }
}

function refuse(refusal: Refusal, _asked: ProtocolRequest, ctx: Context): ProtocolReply {
  return {
    status: refusal.status,
    contentType: 'application/problem+json; charset=utf-8',
    body: JSON.stringify(problemOf(refusal, ctx.translate(ctx.lang))),
  }
}

function nameOf(ending: Ending): string {
  return ending.charAt(0).toUpperCase() + ending.slice(1)
}

const highValue = page({
  name: 'listHighValueDatasets',
  path: '/data/high-value',
  query: form({ page: optional(integer({ min: 1, max: 1_000_000 })) }),
  reply: HighValueView,
  load: (ctx, _params, query) => showHighValue(ctx, query),
  html: (reply, view) => HighValuePage({ reply, view }),
  keptWhile: () => whileDatasetsStand(),
})

export const endpoints = [
  highValue,
  ...endings.map(catalogueAs),
  ...endings.map(datasetAs),
  ...endings.map(seriesAs),
  dataJson,
  croissant,
  catalogueThing,
  datasetThing,
  seriesThing,
  partThing,
]
