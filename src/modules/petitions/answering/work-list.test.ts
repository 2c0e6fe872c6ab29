import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startClock } from '#commons/lifecycle/clocks.ts'
import { addDays } from '#commons/lifecycle/plain-day.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { type Owing, owing } from '#test/owing.ts'
import { officerOf, type TestPerson } from '#test/people.ts'
import type { WorkList } from './replies.ts'

let app: TestApp
let officer: TestPerson

before(async () => {
  app = await testApp({ now: '2026-11-23T08:00:00Z' })
  officer = await officerOf(app, 'primaria-cahul', { name: 'Ana Funcționar', email: 'ana@primaria.example' })
})
after(() => app.close())

test('every running term is shown, and the law’s nearest one orders the cases', async () => {
  const authority = 'primaria-cahul'
  const later = await owing(app, { authority, dueOn: '2026-12-14' })
  const promisedOnly = await owing(app, { authority, dueOn: '2026-11-10', clock: 'promised-answer' })
  const both = await owing(app, {
    authority,
    dueOn: '2026-11-12',
    clock: 'promised-answer',
    next: legalUntil('2026-11-24'),
  })

  const list = await listed()
  assert.deepEqual(
    list.items.map(({ number }) => number),
    [both, later, promisedOnly],
  )
  assert.deepEqual(
    list.items[0]?.clocks.map(({ name, kind, state, dueOn }) => [name, kind, state, dueOn]),
    [
      ['promised-answer', 'promised', 'overdue', '2026-11-12'],
      ['answer', 'legal', 'running', '2026-11-24'],
    ],
  )
  assert.deepEqual([list.total, list.overdue], [3, 2])
  assert.deepEqual(
    (await listed('?overdue=yes')).items.map(({ number }) => number),
    [both, promisedOnly],
  )

  const page = (await app.get('/ro/work/cases', officer.headers)).body
  const first = page.slice(page.indexOf('<tbody'), page.indexOf('</tr>', page.indexOf('<tbody')))
  assert.match(first, /Răspuns promis la prag/)
  assert.match(first, /Întârziat cu 11 zile/)
  assert.match(first, /<strong>Răspuns<\/strong>/)
  assert.match(first, /Codul, art\. 60/)
})

test('pages follow each other in that order, also among equal days', async () => {
  for (let n = 0; n < 26; n++) {
    await owing(app, { authority: 'primaria-cahul', title: `Legal ${n}`, dueOn: '2026-12-21' })
    await owing(app, {
      authority: 'primaria-cahul',
      title: `Promis ${n}`,
      dueOn: '2026-12-21',
      clock: 'promised-answer',
    })
  }
  const first = await listed()
  assert.equal(first.items.length, 50)
  const second = await listed(`?after=${first.next}`)
  assert.equal(second.next, null)
  const ids = [...first.items, ...second.items].map(({ id }) => id)
  assert.deepEqual([ids.length, new Set(ids).size], [first.total, first.total])
  for (const after of ['x', Buffer.from(`2026-12-21 ${ids[0]}`).toString('base64url')])
    assert.equal((await app.get(`/api/v1/work/cases?after=${after}`, officer.headers)).statusCode, 422, after)
})

/** A legal clock beside the one that the case has. */
function legalUntil(dueOn: string): NonNullable<Owing['next']> {
  return (tx, { subject, organisationId }) =>
    startClock(
      tx,
      app.services.calendar,
      {
        name: 'answer',
        subject,
        organisationId,
        by: {
          basis: {
            act: { ro: 'Codul', ru: 'Кодекс', en: 'The Code' },
            article: { ro: 'art. 60', ru: 'ст. 60', en: 'art. 60' },
          },
        },
        unit: 'days',
        length: 30,
        startsOn: addDays(dueOn, -30),
      },
      app.clock.now(),
    )
}

async function listed(query = ''): Promise<WorkList> {
  const reply = await app.get(`/api/v1/work/cases${query}`, officer.headers)
  assert.equal(reply.statusCode, 200, reply.body)
  return reply.json()
}
