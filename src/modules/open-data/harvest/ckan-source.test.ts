import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { addDataset } from '#test/datasets.ts'
import { ckanSource } from './ckan-source.ts'
import { SourceFault } from './fault.ts'
import { addressReader } from './read-address.ts'
import { limits } from './source.ts'

let app: TestApp
before(async () => {
  app = await testApp({ listen: true })
  for (let n = 1; n <= 3; n++)
    await addDataset(app, { name: `set-${n}`, formats: ['CSV'], at: new Date(`2026-11-0${n}T10:00:00Z`) })
})
after(() => app?.close())

const read = (address: string) =>
  ckanSource(address, addressReader({ ...limits, pauses: [0, 0], fetch: { permits: () => true } }))

test('our own CKAN is read as any other, by whatever address of it', async () => {
  for (const path of ['', '/ckan', '/api/3/action/package_search?q=x', '/ckan/api/3/', '/ckan/ro/dataset/x']) {
    const { count, packages } = await read(app.origin + path).packagePage({ start: 0 })
    assert.deepEqual([count, packages.length], [3, 3], path)
  }
  const source = read(app.origin)
  const { packages } = await source.packagePage({ start: 1 })
  assert.equal(packages.length, 2)
  const since = await source.packagePage({ start: 0, since: '2026-11-02T10:00:00Z' })
  assert.deepEqual(since.packages.map(({ name }) => name).toSorted(), ['set-2', 'set-3'])
  const ids = await source.packageIds()
  assert.equal(ids.size, 3)
  const [first] = ids
  assert.equal((await source.packageById(first as string))?.id, first)
  assert.equal(await source.packageById('00000000-0000-7000-8000-000000000000'), null)
  assert.ok((await source.organisations()).some(({ name }) => name === 'primaria-chisinau'))
  assert.equal((await source.groups()).length, 13)
  assert.match(String((await source.status()).ckan_version), /^2\./)
  const own = await source.packagePage({ start: 0, organisation: 'primaria-balti' })
  assert.equal(own.count, 0)
})

test('an allowance ends for all requests together', async () => {
  const few = ckanSource(app.origin, addressReader({ ...limits, requests: 2, fetch: { permits: () => true } }))
  await few.status()
  await few.status()
  await assert.rejects(few.status(), (error) => error instanceof SourceFault && error.code === 'too-many-pages')
  const small = ckanSource(app.origin, addressReader({ ...limits, bytes: 200, fetch: { permits: () => true } }))
  await assert.rejects(small.organisations(), (error) => error instanceof SourceFault && error.code === 'too-large')
  const house = ckanSource(app.origin, addressReader({ ...limits, pauses: [] }))
  await assert.rejects(house.status(), (error) => error instanceof SourceFault && error.code === 'refused-address')
})
