import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addIdea, makeBudget } from '#test/budgets.ts'
import { officerOf, signedIn, type TestPerson } from '#test/people.ts'

let app: TestApp
let maria: TestPerson
let ion: TestPerson
let moderator: TestPerson
let other: TestPerson
let path: string

before(async () => {
  app = await testApp()
  const moderates = (name: string, email: string) =>
    signedIn(app, { name, email, roles: [{ name: 'moderator', placeKey: 'md-cu' }] })
  moderator = await moderates('Ana Moraru', 'ana@example.md')
  other = await moderates('Alt Moderator', 'alt@example.md')
  await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina@example.md' })
  maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
  ion = await signedIn(app, { name: 'Ion Rotaru', email: 'ion@example.md' })
  path = `/discussions/ideas/${(await addIdea(app, await makeBudget(app))).number}`
})
after(() => app.close())

const act = (person: TestPerson, comment: string, name: string, fields: Record<string, string> = {}) =>
  app.post(`/ro${path}/comments/${comment}/${name}`, fields, person.headers)
const decide = (person: TestPerson, comment: string, name: string, fields: Record<string, string> = {}) =>
  app.post(`/ro/work/comments/${comment}/${name}`, fields, person.headers)
const discussion = async () => (await app.get(`/api/v1${path}`)).json()
const queue = async (person: TestPerson) => (await app.get('/api/v1/work/comments', person.headers)).json().items
async function written(person: TestPerson, fields: Record<string, string> = {}): Promise<string> {
  const form = {
    stance: 'for',
    text: 'Parcul are nevoie de bănci.',
    'idempotency-key': newId(app.clock.now()),
    ...fields,
  }
  const reply = await app.post(`/ro${path}/comment`, form, person.headers)
  assert.equal(reply.statusCode, 303, reply.body)
  return /comments\/([0-9a-f-]{36})/.exec(String(reply.headers.location))?.[1] as string
}

test('whose comment is hidden gets a letter with the reason, and appeals once to another moderator', async () => {
  const id = await written(maria)
  const mailsTo = async () => (await app.mails()).filter(({ to }) => to === 'maria@example.md')
  await decide(moderator, id, 'hiding', { reason: 'insult' })
  const [letter] = await mailsTo()
  assert.match(letter?.text ?? '', /Motivul: insultă/)
  assert.match(letter?.text ?? '', new RegExp(`/ro${path}/comments/${id}/my-view`))
  assert.doesNotMatch(letter?.text ?? '', /Parcul are nevoie/, 'nothing of the comment')

  assert.equal((await act(ion, id, 'appeal', { text: 'Nu este a mea, dar cer.' })).statusCode, 404)
  assert.equal((await act(maria, id, 'appeal', { text: 'scurt' })).statusCode, 422)
  assert.match((await app.get(`/ro${path}/comments/${id}/my-view`, maria.headers)).body, /Nu sunteți de acord/)
  assert.equal((await act(maria, id, 'appeal', { text: 'Nu am insultat pe nimeni.' })).statusCode, 303)
  assert.equal((await act(maria, id, 'appeal', { text: 'Încă o dată, vă rog.' })).statusCode, 409, 'once')
  assert.ok((await queue(other)).some((one: { id: string; appealed: boolean }) => one.id === id && one.appealed))
  assert.equal((await decide(other, id, 'leaving')).statusCode, 409, 'an appeal is not left as it is')
  assert.equal((await decide(moderator, id, 'appeal', { decision: 'restore' })).statusCode, 409, 'not who hid it')
  assert.match((await app.get(`/ro/work/comments/${id}`, other.headers)).body, /Nu am insultat pe nimeni/)
  assert.equal((await decide(other, id, 'appeal', { decision: 'restore' })).statusCode, 303)
  assert.equal((await decide(other, id, 'appeal', { decision: 'uphold' })).statusCode, 409)
  assert.equal((await discussion()).items[0].state, 'shown')
  assert.match((await mailsTo()).at(-1)?.subject ?? '', /^Comentariul este arătat din nou/)
  const { rows } = await app.deps.database.pool.query(
    "SELECT body FROM ledger.entry WHERE kind = 'discussion.comment-restored'",
  )
  assert.equal(rows.length, 1)
})

test('who ticks it has the authority told, also when a moderator looks first', async () => {
  const told = async () => (await app.mails()).filter(({ to }) => to === 'doina@example.md').length
  const before = await told()
  const id = await written(maria, { tellAuthority: 'yes', text: 'Sunați-l pe Ion la 069123456.' })
  assert.equal(await told(), before, 'held')
  assert.match((await app.mails()).at(-1)?.subject ?? '', /^Un moderator citește întâi/)
  await decide(moderator, id, 'leaving')
  assert.equal(await told(), before + 1)
  await written(ion, { tellAuthority: 'yes' })
  assert.equal(await told(), before + 1, 'once a day')
})
