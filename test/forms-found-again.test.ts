import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { routesOf } from '#kernel/http/server.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { modules } from '#src/modules.ts'
import { type TestApp, testApp } from '#test/app.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

const endpoints = modules.flatMap(({ endpoints = [] }) => endpoints)
const actions = endpoints.flatMap((one) => (one.kind === 'action' ? [one] : []))
const shapeOf = (path: string) => path.replaceAll(/:\w+/g, ':')

test('whatever a form is sent to can be loaded anew', () => {
  const loaded = new Set(routesOf(app.server).flatMap(({ method, url }) => (method === 'GET' ? [shapeOf(url)] : [])))
  for (const { path } of actions)
    for (const lang of langs) assert.ok(loaded.has(shapeOf(`/${lang}${path}`)), `/${lang}${path}`)
})

test('and leads to the page of the form', async () => {
  const pages = new Set(endpoints.flatMap(({ kind, path }) => (kind === 'action' ? [] : [path])))
  const plain = actions.filter(({ path }) => !path.includes(':') && !pages.has(path))
  assert.ok(plain.length > 5)
  for (const { path, form } of plain) {
    const led = await app.get(`/ru${path}`)
    assert.deepEqual([led.statusCode, led.headers.location], [303, `/ru${form.path}`], path)
    assert.notEqual((await app.get(`/ru${form.path}`)).statusCode, 404, form.path)
  }
  assert.equal((await app.get('/ru/petitions/not-a-number/signature-request')).statusCode, 404)
})
