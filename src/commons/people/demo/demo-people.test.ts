import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { browserOf } from '#test/cookies.ts'
import { idnoProblem } from '../idno.ts'
import { madeUpNumber } from './made-up-number.ts'
import { demoPeople, tellDemoPeople } from './people.ts'

let app: TestApp
before(async () => {
  app = await testApp({ demoPeople: true })
})
after(() => app.close())

test('the page lists all with their role in words, in each language', async () => {
  for (const [lang, words] of [
    [
      'ro',
      [
        'Moderator: Republica Moldova',
        'Funcționar al autorității: Primăria municipiului Bălți',
        'Formator pentru funcționari',
      ],
    ],
    ['ru', ['Модератор: Кишинёв', 'Сотрудник органа власти: ']],
    ['en', ['Officer of an authority: Chisinau City Hall', 'Administrator']],
  ] as const) {
    const { body } = await app.get(`/${lang}/demo/people`)
    for (const { name } of demoPeople) assert.match(body, new RegExp(name))
    for (const word of words) assert.ok(body.includes(word), word)
  }
})

test('one post makes one be any of them, officials with their second factor shown', async () => {
  for (const { key, name, role } of demoPeople) {
    const browser = browserOf(app)
    const reply = await browser.post('/ro/demo/people', { person: key })
    assert.equal(reply.headers.location, role ? '/ro/work' : '/ro/account')
    const account = (await browser.get('/api/v1/account')).json()
    assert.equal(account.name, name)
    assert.equal(account.roles.length, role ? 1 : 0)
    const factor = (await browser.get('/api/v1/sign-in/second-factor')).json()
    assert.equal(factor.shown, role !== undefined)
  }
  assert.equal((await app.post('/ro/demo/people', { person: 'nobody' })).statusCode, 422)
})

test('who was asked to sign in goes on to where they were going', async () => {
  const browser = browserOf(app)
  const asked = await browser.get('/en/account/ideas')
  const signIn = (await browser.get(String(asked.headers.location))).body
  const [, people] = /href="([^"]*demo\/people[^"]*next=[^"]*)"/.exec(signIn) ?? []
  const [, next] = /name="next" value="([^"]*)"/.exec((await browser.get(String(people))).body) ?? []
  const reply = await browser.post('/en/demo/people', { person: 'maria', next: String(next) })
  assert.equal(reply.headers.location, '/en/account/ideas')
})

test('an erased demo person is there again at the next click', async () => {
  const browser = browserOf(app)
  await browser.post('/ro/demo/people', { person: 'maria' })
  await browser.post('/ro/account/data/erasure', { sure: 'yes' })
  await browser.post('/ro/demo/people', { person: 'maria' })
  assert.equal((await browser.get('/api/v1/account')).json().name, 'Maria Ciobanu')
})

test('npm start tells all of them', () => {
  const lines: string[] = []
  tellDemoPeople((line) => lines.push(line), 'http://punte.test')
  assert.equal(lines.length, demoPeople.length + 1)
  assert.match(lines[0] ?? '', /http:\/\/punte\.test\/ro\/demo\/people$/)
})

test('made-up numbers add up, differ and are like none that is issued', () => {
  const numbers = new Set(Array.from({ length: 200 }, (_, n) => madeUpNumber(`account ${n}`)))
  assert.equal(numbers.size, 200)
  for (const number of numbers) {
    assert.equal(idnoProblem(number), null)
    assert.match(number, /^9/)
  }
})
