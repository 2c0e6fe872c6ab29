import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { secondServer, type TestApp, testApp } from '#test/app.ts'
import { signedIn, type TestPerson } from '#test/people.ts'
import { countOf, maria, openPetition, requestByMail } from '#test/signatures.ts'

// Two servers, each with connections, batches and caches of its own, as two processes behind a balancer have them.
let app: TestApp
let other: Awaited<ReturnType<typeof secondServer>>
before(async () => {
  app = await testApp()
  other = await secondServer(app)
})
after(async () => {
  await other?.close()
  await app?.close()
})

test('fifty at once by one person, by mail and with the account, through two servers count once', async () => {
  const number = await openPetition(app, 'Două servere')
  const person = await signedIn(app, maria)
  const links = [await requestByMail(app, maria, number), await requestByMail(app, maria, number)]
  const replies = await Promise.all(
    Array.from({ length: 50 }, (_, n) => {
      const url = n % 4 < 2 ? `/ro/petitions/${number}/my-signature` : (links[n % 3 === 0 ? 0 : 1] as string)
      return post(n, url, n % 4 < 2 ? person : null)
    }),
  )
  assert.deepEqual([...new Set(replies.map(({ statusCode }) => statusCode))], [303])
  assert.equal((await countOf(app, number)).total, 1)
  assert.equal(await entriesOf(number), 1, 'one entry in the public log')
})

test('two names on one mailbox, fifty at once, count twice; a third name at the same moment takes no third place', async () => {
  for (const names of [
    ['Ion Rusu', 'Ana Rusu'],
    ['Ion Rusu', 'Ana Rusu', 'Vasile Rusu'],
  ]) {
    const number = await openPetition(app, names.join(', '))
    const links: string[] = []
    for (const name of [...names, ...names]) {
      links.push(await requestByMail(app, { ...maria, email: `casa${names.length}@example.md`, name }, number))
      app.clock.advance(3600)
    }
    const replies = await Promise.all(Array.from({ length: 50 }, (_, n) => post(n, links[n % links.length] as string)))
    assert.deepEqual([...new Set(replies.map(({ statusCode }) => statusCode))], [303])
    assert.equal((await countOf(app, number)).total, 2, names.join(', '))
    assert.equal(await entriesOf(number), 2)
    // Of those who ask one after the other each learns what became of it.
    const outcomes = []
    for (const link of links.slice(0, names.length))
      outcomes.push((await app.get(String((await app.post(link, {})).headers.location))).body)
    assert.equal(outcomes.filter((body) => /Semnătura a fost numărată/.test(body)).length, 2)
    assert.equal(outcomes.filter((body) => /au semnat deja doi oameni/.test(body)).length, names.length - 2)
  }
})

test('signing and taking back at once through two servers leave one or none, and log and count agree', async () => {
  const number = await openPetition(app, 'Înainte și înapoi')
  const link = await requestByMail(app, { ...maria, email: 'inapoi@example.md' }, number)
  const receipt = String((await app.post(link, {})).headers.location)
  const again = await requestByMail(app, { ...maria, email: 'inapoi@example.md' }, number)
  const replies = await Promise.all(
    Array.from({ length: 30 }, (_, n) => post(n, n % 3 === 0 ? `${receipt}/withdrawal` : again)),
  )
  assert.ok(replies.every(({ statusCode }) => statusCode === 303))
  const { total } = await countOf(app, number)
  assert.ok(total === 0 || total === 1, `${total}`)
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::integer AS n FROM petitions.signature s JOIN petitions.petition p ON p.id = s.petition_id
    WHERE p.number = ${number} AND s.ended_at IS NULL`.execute(app.services.db)
  assert.equal(rows[0]?.n, total)
  assert.equal((await entriesOf(number)) - (await entriesOf(number, 'withdrawn')), total)
})

/** Every second one goes to the other server. Who is told to come again, as on a busy machine, does. */
async function post(n: number, url: string, person: TestPerson | null = null) {
  const fields = person ? { name: maria.name, place: maria.place } : {}
  for (let tries = 1; ; tries++) {
    const reply = await (n % 2 === 0 ? app : other).server.inject({
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        ...person?.headers,
      },
      payload: new URLSearchParams(fields).toString(),
    })
    if (reply.statusCode !== 503 || tries === 10) return reply
  }
}

async function entriesOf(number: number, what: 'confirmed' | 'withdrawn' = 'confirmed'): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::integer AS n FROM ledger.entry
    WHERE kind = ${`petitions.signature-${what}`} AND (convert_from(body, 'UTF8')::jsonb->>'petition')::integer = ${number}`.execute(
    app.services.db,
  )
  return rows[0]?.n ?? 0
}
