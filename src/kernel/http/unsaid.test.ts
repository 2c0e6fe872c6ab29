import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { h } from 'preact'
import Type from 'typebox'
import { RuleBroken } from '#kernel/errors.ts'
import { form, text } from '#kernel/forms/fields.ts'
import { RETURNED_FORM } from '#kernel/i18n/view.ts'
import { type Mounted, mounted } from '#test/mounted.ts'
import { action, page } from './endpoint.ts'

/** What the page shows of the form that was sent: itself, what was wrong with it in another one, or nothing. */
let shows: 'form' | 'why' | 'nothing' = 'form'

const show = page({
  name: 'show',
  path: '/things',
  params: form({}),
  audience: 'personal',
  reply: Type.Object({}),
  load: async () => ({}),
  html: (_reply, view, { problem }) =>
    h('main', null, [
      shows === 'form' && h('form', { id: RETURNED_FORM }),
      shows !== 'nothing' && problem && view.t('kernel.key-missing'),
      h('pre', null, JSON.stringify(view.unsaid ?? null)),
    ]),
})
const body = form({ words: text({ max: 500, lines: true }) })
const send = (name: string, neverKept: boolean) =>
  action({
    name,
    path: `/things/${name}`,
    params: form({}),
    audience: 'personal',
    ...(neverKept && { neverKept: true }),
    body,
    reply: Type.Object({}),
    run: async () => {
      throw new RuleBroken('kernel.key-missing')
    },
    form: show,
    done: () => '/things',
  })

let app: Mounted
before(async () => {
  app = await mounted([show, send('open', false), send('secret', true)])
})
after(() => app.close())
beforeEach(() => {
  shows = 'form'
})

async function unsaid(path: string): Promise<{ why: string[]; words: string[] } | null> {
  const reply = await app.server.inject({
    method: 'POST',
    url: `/ro/things/${path}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams({ words: 'Rânduri lungi' }).toString(),
  })
  assert.equal(reply.statusCode, 409)
  return JSON.parse((/<pre>(.*)<\/pre>/s.exec(reply.body)?.[1] ?? '').replaceAll('&quot;', '"'))
}

test('a page without the form that was refused says why it was, and gives its texts back', async () => {
  shows = 'nothing'
  const told = await unsaid('open')
  assert.equal(told?.why.length, 1)
  assert.deepEqual(told?.words, ['Rânduri lungi'])
  assert.deepEqual((await unsaid('secret'))?.words, [], 'nothing of a ballot')
})

test('where the form stands, or another one says why, nothing is said twice', async () => {
  assert.equal(await unsaid('open'), null)
  shows = 'why'
  assert.equal(await unsaid('open'), null)
})
