import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { ckanClient, officerWithToken } from '#test/ckan-client.ts'

const said = { title: 'Datele', notes: 'Ce conțin.', owner_org: 'primaria-balti', license_id: 'cc-by' }

let app: TestApp
let balti: ReturnType<typeof ckanClient>
let token: string
before(async () => {
  app = await testApp()
  const made = await officerWithToken(app, {
    authority: 'primaria-balti',
    email: 'o@balti.example.md',
    scopes: ['open-data:write', 'open-data:publish'],
  })
  token = made.token
  balti = ckanClient(app, token)
})
after(() => app?.close())

test('two programs that change a dataset at once undo nothing of each other', async () => {
  const name = 'deodata'
  const file = { name: 'Fișier', url: 'https://example.md/a.csv', format: 'CSV' }
  const { resources } = await balti.call('package_create', { name, ...said, resources: [file] })
  const [{ id }] = resources
  for (let round = 0; round < 5; round++) {
    const marks = { maintainer: `Direcția ${round}`, notes: `Descriere ${round}`, own_key: `cheie ${round}` }
    await Promise.all(
      Object.entries(marks).map(([key, value]) => balti.call('package_patch', { id: name, [key]: value })),
    )
    const changes = { description: `Despre ${round}`, own: `x ${round}`, other: `y ${round}` }
    await Promise.all(Object.entries(changes).map(([key, value]) => balti.call('resource_patch', { id, [key]: value })))
    const shown = await balti.call('package_show', { id: name })
    for (const [key, value] of Object.entries(marks)) assert.equal(shown[key], value, key)
    for (const [key, value] of Object.entries(changes)) assert.equal(shown.resources[0][key], value, key)
  }
})

test('of two that expect the same of a dataset one changes it', async () => {
  const name = 'unul-singur'
  await balti.call('package_create', { name, ...said, version: '0' })
  for (let round = 0; round < 5; round++) {
    const tries = ['a', 'b'].map((mark) =>
      balti
        .call('package_revise', {
          match: { name, version: String(round) },
          update: { version: String(round + 1), own_key: mark },
        })
        .then(
          () => 1,
          () => 0,
        ),
    )
    assert.deepEqual((await Promise.all(tries)).toSorted(), [0, 1], `round ${round}`)
  }
})

test('a resource that another program takes away meanwhile is none', async () => {
  const file = { name: 'Fișier', url: 'https://example.md/a.csv', format: 'CSV' }
  const send = (action: string, input: Record<string, unknown>) =>
    app.postJson(`/api/action/${action}`, input, { authorization: token })
  for (let round = 0; round < 5; round++) {
    const made = await balti.call('package_create', { name: `runda-${round}`, ...said, resources: [file] })
    const [{ id }] = made.resources
    const [taken, ...changed] = await Promise.all([
      send('resource_delete', { id }),
      ...['a', 'b', 'c'].map((description) => send('resource_patch', { id, description })),
    ])
    assert.equal(taken?.statusCode, 200)
    for (const { statusCode, body } of changed) assert.ok([200, 404].includes(statusCode), body)
  }
})
