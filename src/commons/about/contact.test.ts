import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { signedIn, type TestPerson } from '#test/people.ts'
import { maria, openPetition, requestByMail } from '#test/signatures.ts'

let app: TestApp
let administrator: TestPerson
let keys = 0
before(async () => {
  app = await testApp()
  administrator = await signedIn(app, { name: 'Admin', email: 'admin@example.md', roles: [{ name: 'administrator' }] })
})
after(() => app.close())

function set(key: string, value: string | undefined) {
  return app.postJson(
    `/api/v1/work/settings/about.${key}`,
    { value, from: app.clock.now().toISOString().slice(0, 10), reason: 'Cine administrează site-ul' },
    { ...administrator.headers, 'sec-fetch-site': 'same-origin', 'idempotency-key': `contact-${++keys}` },
  )
}
const bodyOf = async (path: string) => (await app.get(path)).body

test('before anybody has said who runs the site, the pages say that', async () => {
  assert.match(await bodyOf('/ro/contact'), /nu a scris încă aici cum poate fi contactat/)
  assert.match(await bodyOf('/ru/privacy'), /ещё не указал здесь/)
  assert.match(await bodyOf('/en/accessibility'), /has not said here yet/)
  assert.match(await bodyOf('/ro'), /class="foot-link" href="\/ro\/contact"/)
  assert.deepEqual((await app.get('/api/v1/contact')).json(), {
    name: null,
    address: null,
    email: null,
    phone: null,
    dataContact: null,
  })
})

test('what an administrator sets stands where it is needed, and can be emptied', async () => {
  for (const [key, value] of [
    ['operator-name', 'Primăria Orașului Exemplu'],
    ['operator-email', 'contact@primaria.example'],
    ['operator-phone', '+373 22 000 000'],
    ['data-contact', 'Responsabilul de date, date@primaria.example'],
  ] as const)
    assert.equal((await set(key, value)).statusCode, 201, key)
  const contact = await bodyOf('/ro/contact')
  assert.match(contact, /Primăria Orașului Exemplu/)
  assert.match(contact, /href="mailto:contact@primaria.example"/)
  assert.match(contact, /href="tel:\+37322000000"/)
  assert.match(contact, /nu este scris încă/, 'the postal address')
  assert.match(await bodyOf('/ro/accessibility'), /administrat de: Primăria Orașului Exemplu, contact@primaria.example/)
  assert.match(await bodyOf('/en/privacy'), /write to: Responsabilul de date, date@primaria.example/)
  assert.equal((await set('operator-email', 'nu e o adresă')).statusCode, 422)
  assert.equal((await set('operator-phone', 'sunați')).statusCode, 422)
  const emptied = await set('operator-phone', undefined)
  assert.deepEqual([emptied.statusCode, emptied.json().value], [201, null])
  assert.equal((await app.get('/api/v1/contact')).json().phone, null)
})

test('a setting that must have a value is not emptied', async () => {
  const reply = await app.postJson(
    '/api/v1/work/settings/petitions.paper-counts',
    { from: '2099-01-01', reason: 'Fără valoare' },
    { ...administrator.headers, 'sec-fetch-site': 'same-origin', 'idempotency-key': `contact-${++keys}` },
  )
  assert.equal(reply.statusCode, 422)
})

test('every mail says where it stands who runs the site', async () => {
  const number = await openPetition(app, 'Scrisoare')
  await requestByMail(app, maria, number)
  const mail = (await app.mails()).at(-1)
  assert.match(mail?.text ?? '', /Cine administrează acest site[^\n]*\/ro\/contact/)
})
