import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { columnOf, publishTable } from '#test/tables.ts'

const SITE = 'http://punte.test'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app?.close())

interface Shown {
  name: string
  examples: { about: string; command: string }[]
}
const shown = async (): Promise<Shown[]> => (await app.get('/api/v1/developers')).json().interfaces

test('without a public table there are no examples, and the page stands all the same', async () => {
  assert.deepEqual(
    (await shown()).map(({ name, examples }) => [name, examples.length]),
    ['tables', 'ckan', 'catalogue', 'tabular', 'sql'].map((name) => [name, 0]),
  )
  assert.equal((await app.get('/ro/developers')).statusCode, 200)
})

test('every command that reads gives an answer as it stands', async () => {
  await publishTable(app, 'scoli', [columnOf('oras', 'string'), columnOf('elevi', 'integer')], [['Bălți', '9']])
  const commands = (await shown()).flatMap(({ examples }) => examples.map(({ command }) => command))
  const reading = commands.filter((command) => !command.includes('TOKEN'))
  assert.ok(reading.length >= 11)
  for (const command of reading) {
    const reply = await run(command)
    assert.equal(reply.statusCode, 200, `${command}: ${reply.body.slice(0, 300)}`)
    assert.ok(reply.rawPayload.length > 3, command)
  }
  assert.match((await app.get('/ro/developers')).body, /datastore_search\?resource_id=/)
})

/** What curl would send. */
function run(command: string) {
  const quoted = [...command.matchAll(/'([^']*)'/g)].map(([, text]) => text as string)
  const address = quoted.find((text) => text.startsWith(SITE))?.slice(SITE.length) as string
  const header = quoted.filter((text) => /^[\w-]+: /.test(text)).map((text) => text.split(': ') as [string, string])
  const headers = Object.fromEntries(header.map(([name, value]) => [name.toLowerCase(), value]))
  if (command.includes(' -d '))
    return app.server.inject({ method: 'POST', url: address, headers, payload: quoted[1] as string })
  const encoded = command.includes('--data-urlencode') ? `?q=${encodeURIComponent(quoted[1]?.slice(2) as string)}` : ''
  return app.get(address + encoded, headers)
}
