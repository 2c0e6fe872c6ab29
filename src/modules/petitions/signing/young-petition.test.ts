import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { keepMailboxes } from '#commons/people/mailbox.ts'
import { transact } from '#kernel/database/transact.ts'
import { newId } from '#kernel/ids.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { rowsRead } from '#test/rows-read.ts'
import { openPetition } from '#test/signatures.ts'
import { addSignatures, type NewSignature } from './add-signatures.ts'
import { findStanding } from './store.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

test('in a young petition, of which the database knows nothing yet, a signature is found without reading the others', () =>
  sign('Tânără', 'om'))

test('nor are they read in one that began since the tables were last analysed', async () => {
  await app.deps.database.pool.query('ANALYZE petitions.signature')
  await sign('Mai tânără', 'altul')
})

async function sign(title: string, who: string): Promise<void> {
  const number = await openPetition(app, title)
  const { services } = app
  const now = app.clock.now()
  await transact(services.db, async (tx) => {
    const { rows } = await sql<{ id: string }>`SELECT id FROM petitions.petition WHERE number = ${number}`.execute(tx)
    const petitionId = rows[0]?.id as string
    const people = Array.from({ length: 1_050 }, (_, n) => ({ address: `${who}${n}@example.md`, lang: 'ro' as const }))
    const mailboxes = await keepMailboxes(tx, services.secrets.person, people, now)
    const signatures = mailboxes.map(
      // By an account with an identity, and by mail.
      (mailboxId, n): NewSignature => ({
        petitionId,
        number,
        id: newId(now),
        mailboxId,
        level: n % 2 ? 'strong' : 'email',
        signerKey: randomBytes(32),
        mailboxKey: randomBytes(32),
        personKey: n % 2 ? randomBytes(32) : null,
        signedIn: n % 2 === 1,
        name: 'Om',
        showName: false,
        wantsNews: false,
        placeKey: 'md-cu-botanica',
        unitKey: 'md-cu',
        receiptHash: n % 2 ? null : randomBytes(16),
      }),
    )
    const stands = ({ mailboxId, signerKey, personKey }: NewSignature) =>
      findStanding(tx, petitionId, { mailboxId: mailboxId as string, signerKey, personKey: personKey ?? null })
    const add = (some: NewSignature[]) => addSignatures({ ...services, tx, now }, some)
    const read = () => rowsRead(tx, 'petitions.signature')
    const start = await read()
    // Together, as a crowd comes; a batch may look through the petition once, but not once for each of its signatures.
    for (let at = 0; at < 1_000; at += 100) await add(signatures.slice(at, at + 100))
    const crowd = await read()
    assert.ok(crowd - start <= 10_000, `${crowd - start} rows were read for the crowd`)
    // And one after the other.
    for (const signature of signatures.slice(1_000)) {
      assert.equal(await stands(signature), undefined)
      await add([signature])
      assert.equal((await stands(signature))?.id, signature.id)
    }
    const single = (await read()) - crowd
    // By signer, by person and by account.
    assert.ok(single <= 3 * 50, `${single} rows were read for fifty`)
  })
}
