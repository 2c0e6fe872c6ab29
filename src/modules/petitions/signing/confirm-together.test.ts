import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { nextIndex } from '#commons/ledger/next-index.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { countOf, openPetition, requestByMail } from '#test/signatures.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

const asks = (number: number, name: string, email: string) =>
  requestByMail(app, { name, email, place: 'md-cu-botanica', consent: 'yes' }, number)

test('confirmations that come together: each gets its own answer, each person counts once', async () => {
  const open = await openPetition(app, 'Împreună')
  const closing = await openPetition(app, 'Se închide')
  const good = []
  for (let n = 0; n < 12; n++) good.push(await asks(open, `Om ${'abcdefghijkl'[n]}`, `om${n}@example.md`))
  const again = await asks(open, 'Om a', 'om0@example.md')
  const late = await asks(closing, 'Ana Târziu', 'ana@example.md')
  await sql`UPDATE petitions.petition SET state = 'closed', closed_at = ${app.clock.now()} WHERE number = ${closing}`.execute(
    app.services.db,
  )
  const before = await nextIndex(app.services.db)
  const unknown = '/ro/signatures/AAAAAAAAAAAAAAAAAAAAAA/confirmation'
  const links = [...good, again, good[0] as string, late, unknown]
  const replies = await Promise.all(links.map((link) => app.post(link, {})))
  assert.deepEqual(
    replies.map(({ statusCode }) => statusCode),
    [...good.map(() => 303), 303, 303, 410, 410],
  )
  assert.match(replies.at(-2)?.body ?? '', /s-a încheiat înainte/, 'says that the petition closed meanwhile')
  assert.equal((await nextIndex(app.services.db)) - before, 12)
  assert.equal((await countOf(app, open)).total, 12)
  assert.equal((await countOf(app, closing)).total, 0)
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::integer AS n FROM petitions.signature_request r JOIN petitions.petition p ON p.id = r.petition_id
    WHERE p.number = ${closing}`.execute(app.services.db)
  assert.equal(rows[0]?.n, 1, 'a refused act has written nothing')
})

test('the limit of a mail domain is exact among those who come together', async () => {
  const number = await openPetition(app, 'Domeniu')
  const { settings } = app.services
  const usual = settings.valueOn.bind(settings)
  settings.valueOn = (async (definition: { key: string }, ...rest: [string]) =>
    definition.key === 'petitions.held-over-domain' ? 4 : usual(definition as never, ...rest)) as typeof usual
  const links = []
  for (let n = 0; n < 10; n++) links.push(await asks(number, `Om ${'abcdefghij'[n]}`, `om${n}@ferma.example`))
  await Promise.all(links.map((link) => app.post(link, {})))
  settings.valueOn = usual
  assert.equal((await countOf(app, number)).total, 4)
})
