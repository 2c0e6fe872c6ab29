import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { nobody } from '#kernel/http/context.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { ckanClient, officerWithToken } from '#test/ckan-client.ts'
import { holdUp, turnsDuring } from '#test/turns.ts'
import { findPackages } from './find-package.ts'
import { packageViews } from './package-view.ts'

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
  balti = ckanClient(app, made.token)
})
after(() => app?.close())

test('who asks as a script of any page is nobody, whatever token is sent', async () => {
  await balti.call('package_create', { name: 'ascuns', ...said, private: true })
  const show = (callback: string) => app.get(`/api/action/package_show?id=ascuns${callback}`, { authorization: token })
  assert.equal((await show('')).statusCode, 200)
  assert.equal((await show('&callback=f')).statusCode, 404)
})

test('packages have the files of their own alone, and hold up nothing else', async () => {
  const resources = [{ name: 'Legătura', url: 'https://example.md/a.csv', format: 'CSV' }]
  const ids: string[] = []
  for (const name of ['cu-fisier', 'cu-altul']) {
    ids.push((await balti.call('package_create', { name, ...said, resources })).id)
    await balti.call('resource_create', { package_id: name, name: 'A' }, { name: 'a.csv', content: 'oras\nBălți\n' })
  }
  const ctx = { ...app.services, now: app.clock.now(), lang: 'ro' as const, source: '', viewer: nobody }
  const packages = await findPackages(ctx, ids)
  assert.equal(packages.length, 2)
  for (const { distributions, files } of packages) assert.deepEqual([...files.keys()], [distributions.at(-1)?.id])
  const translate: typeof ctx.translate = (lang) => {
    holdUp(15)
    return ctx.translate(lang)
  }
  const turns = await turnsDuring(() => packageViews({ ...ctx, translate }, [...packages, ...packages]))
  assert.ok(turns >= 3, `${turns} turns for other work`)
})
