import { form } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { type ProtocolReply, type ProtocolRequest, protocol } from '#kernel/http/endpoint.ts'
import { type Lang, langs } from '#kernel/i18n/lang.ts'
import { failed } from '../envelope.ts'
import {
  datasetAddress,
  fileAddress,
  groupAddress,
  listAddress,
  nameInAddress,
  organisationAddress,
  resourceAddress,
} from './addresses.ts'

const params = form({
  name: nameInAddress(),
  resource: nameInAddress(),
  file: nameInAddress(),
  lang: nameInAddress(),
})
type Asked = { name: string | null; resource: string | null; file: string | null; lang: string | null }

/** The addresses that links to a portal of CKAN point at, with its ways to say the language, lead to our pages. */
function pages(
  endpoint: string,
  path: string,
  address: (ctx: Context, asked: Asked, request: ProtocolRequest) => Promise<string | null>,
) {
  return protocol({
    name: endpoint,
    path,
    also: [`/ckan${path}`, `/ckan/:lang${path}`, ...langs.map((lang) => `/${lang}${path}`)],
    methods: ['GET'],
    params,
    openToAll: true,
    async answer(ctx, asked, request) {
      const lang = langs.find((one) => one === (asked.lang ?? request.path.split('/')[1])) ?? ctx.lang
      return leadTo(await address({ ...ctx, lang }, asked, request))
    },
    refuse: (refusal, asked, ctx) => failed(ctx, asked.path.split('/').at(-1) ?? '', refusal),
  })
}

function leadTo(location: string | null): ProtocolReply {
  if (location === null) return { status: 404, contentType: 'text/plain; charset=utf-8', body: 'Not found\n' }
  return { status: 302, contentType: 'text/plain; charset=utf-8', body: `${location}\n`, headers: { location } }
}

const inLang = (lang: Lang, path: string) => `/${lang}${path}`

export const endpoints = [
  pages('ckanDatasets', '/dataset', (ctx, _asked, { query }) => listAddress(ctx, query)),
  pages('ckanDataset', '/dataset/:name', datasetAddress),
  pages('ckanResource', '/dataset/:name/resource/:resource', resourceAddress),
  pages('ckanFile', '/dataset/:name/resource/:resource/download/:file', fileAddress),
  pages('ckanOrganizations', '/organization', async ({ lang }) => inLang(lang, '/data/institutions')),
  pages('ckanOrganization', '/organization/:name', organisationAddress),
  pages('ckanGroups', '/group', async ({ lang }) => inLang(lang, '/data')),
  pages('ckanGroup', '/group/:name', groupAddress),
  pages('ckanFeed', '/feeds/dataset.atom', async ({ lang }) => inLang(lang, '/data/feed.atom')),
]
