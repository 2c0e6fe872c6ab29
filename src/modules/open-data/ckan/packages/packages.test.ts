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
  balti = ckanClient(app, made.token)
})
after(() => app?.close())

test('who asks as a script of any page is nobody, whatever token is sent', async () => {
  await balti.call('package_create', { name: 'ascuns', ...said, private: true })
  const show = (callback: string) => app.get(`/api/action/package_show?id=ascuns${callback}`, { authorization: token })
  assert.equal((await show('')).statusCode, 200)
  assert.equal((await show('&callback=f')).statusCode, 404)
})
