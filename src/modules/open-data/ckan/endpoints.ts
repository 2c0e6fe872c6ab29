import { may } from '#commons/access/permit.ts'
import { choice, form, text } from '#kernel/forms/fields.ts'
import { nobody } from '#kernel/http/context.ts'
import { protocol } from '#kernel/http/endpoint.ts'
import { MOST_BYTES } from '../ingest/fields.ts'
import { uploadData } from '../ingest/permissions.ts'
import { BadRequest, type Input, invalid } from './action.ts'
import { actions } from './actions.ts'
import { dumpEndpoint } from './datastore/dump-endpoint.ts'
import { failed, JSON_TYPE, succeeded } from './envelope.ts'
import { formatAutocomplete, packageAutocomplete } from './lists/others.ts'
import { tagAutocomplete } from './lists/tags.ts'
import { endpoints as pages } from './pages/endpoints.ts'
import { readInput } from './read-input.ts'
import { write } from './write/write.ts'

/** Bytes of a request of who brings a token: rows come many at once. */
const MOST_OF_TOKEN = 16 * 1024 * 1024

/** `upload`, and of package_revise `update__resources__1__upload`. */
const isFile = (field: string) => /^(update__resources__[\w-]{1,100}__)?upload$/.test(field)

const callAction = protocol({
  name: 'ckanAction',
  path: '/api/3/action/:action',
  also: ['/api/action/:action', '/ckan/api/3/action/:action', '/ckan/api/action/:action'],
  methods: ['GET', 'POST'],
  params: form({ action: text({ max: 100 }) }),
  openToAll: true,
  tokens: true,
  upload: { isFile, maxBytes: MOST_BYTES, isFor: (ctx) => may(ctx, uploadData) },
  canWait: true,
  bodyLimit: 1024 * 1024,
  tokenBodyLimit: MOST_OF_TOKEN,
  async answer(ctx, { action }, asked) {
    try {
      const known = Object.hasOwn(actions, action) ? actions[action] : undefined
      if (!known) throw new BadRequest(`Action name not known: ${action}`)
      const input = await readInput(asked)
      const callback = callbackOf(asked.method, input)
      // Any page may call it as a script, and reads whatever comes: as nobody.
      const by = callback === null ? ctx : { ...ctx, viewer: nobody }
      const result = known.writes ? await write(by, known, input, asked) : await known.run(by, input, asked)
      return await succeeded(ctx, action, result, callback)
    } catch (error) {
      return failed(ctx, action, error)
    }
  },
  refuse: (refusal, asked, ctx) => failed(ctx, asked.path.split('/').at(-1) ?? '', refusal),
})

/** Taken out of the input. Only a name: what else stood there would be a script of the caller's making, from our address. */
function callbackOf(method: string, input: Input): string | null {
  const { callback } = input
  if (method !== 'GET' || callback === undefined) return null
  delete input.callback
  if (typeof callback !== 'string' || !/^[\w$.]{1,100}$/.test(callback)) throw invalid('callback', 'Must be a name')
  return callback
}

const showVersion = protocol({
  name: 'ckanVersion',
  path: '/api/3',
  also: ['/api', '/ckan/api', '/ckan/api/3'],
  methods: ['GET'],
  openToAll: true,
  answer: async () => ({
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify({ version: 3 }),
  }),
  refuse: (refusal, _asked, ctx) => failed(ctx, 'status_show', refusal),
})

const autocompletes = { dataset: packageAutocomplete, tag: tagAutocomplete, format: formatAutocomplete }

/** What scripts of CKAN's own pages ask while somebody types. */
const suggest = protocol({
  name: 'ckanUtil',
  path: '/api/2/util/:kind/autocomplete',
  also: ['/api/util/:kind/autocomplete', '/ckan/api/2/util/:kind/autocomplete'],
  methods: ['GET'],
  params: form({ kind: choice(['dataset', 'tag', 'format']) }),
  openToAll: true,
  async answer(ctx, { kind }, asked) {
    const { incomplete, ...input } = await readInput(asked)
    const found = (await autocompletes[kind].run(ctx, { ...input, q: incomplete ?? '' }, asked)) as unknown[]
    const result =
      kind === 'dataset' ? found : found.map((name) => (kind === 'tag' ? { Name: name } : { Format: name }))
    return { status: 200, contentType: JSON_TYPE, body: JSON.stringify({ ResultSet: { Result: result } }) }
  },
  refuse: (refusal, _asked, ctx) => failed(ctx, 'package_autocomplete', refusal),
})

/** The texts of CKAN's pages: ours have their own. */
const texts = protocol({
  name: 'ckanTexts',
  path: '/api/i18n/:lang',
  also: ['/ckan/api/i18n/:lang'],
  methods: ['GET'],
  params: form({ lang: text({ max: 20, pattern: /^[\w-]+$/ }) }),
  openToAll: true,
  answer: async (_ctx, { lang }) => ({
    status: 200,
    contentType: JSON_TYPE,
    body: JSON.stringify({ '': { domain: 'ckan', lang } }),
  }),
  refuse: (refusal, _asked, ctx) => failed(ctx, 'status_show', refusal),
})

export const endpoints = [callAction, showVersion, dumpEndpoint, suggest, texts, ...pages]
