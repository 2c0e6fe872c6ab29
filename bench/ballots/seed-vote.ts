import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import { seedDemoAuthorities } from '#commons/organisations/seed.ts'
import { keepMailboxes } from '#commons/people/mailbox.ts'
import { seedPlaces } from '#commons/places/seed.ts'
import { draftProcess } from '#commons/processes/begin-process.ts'
import type { Process } from '#commons/processes/process.ts'
import { makePublic } from '#commons/processes/publish-process.ts'
import { findProcess } from '#commons/processes/store.ts'
import { turnPhases } from '#commons/processes/turn-phases.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { newId, newToken, tokenHash } from '#kernel/ids.ts'
import { envelopesOf } from '#modules/budgeting/store.ts'
import { addIssued, addProofs } from '#modules/budgeting/tokens/store.ts'
import { addBallots } from '#modules/budgeting/vote/store.ts'
import { type AppDeps, buildServices } from '#src/app.ts'

/** Projects on the ballot. */
export const PROJECTS = 30

export interface Vote {
  services: Services
  process: Process
  /** Of people who may get a token, one each. */
  sessions: string[]
}

/** Of the vote before, enough for an index to be worth more than the whole table. */
const OLDER = 2_000

/** A vote with tokens that is open, not the first of its installation, and so many signed-in people. */
export async function seedVote(deps: AppDeps, people: number): Promise<Vote> {
  const { db } = deps.database
  const now = deps.clock.now()
  await seedPlaces(db, { demo: true })
  await seedDemoAuthorities(db, now)
  const services = await buildServices(deps)
  await holdOlder(services, await openVote(services, now), now)
  const process = await openVote(services, now)
  return { services, process, sessions: await signIn(services, people, now) }
}

async function openVote(services: Services, now: Date): Promise<Process> {
  const { db } = services
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM organisations.organisation WHERE slug = 'primaria-chisinau'`.execute(db)
  const title = { ro: 'Vot de măsurat', ru: 'Голосование для замера', en: 'A vote to measure' }
  const begun = dayOf(now, services.timeZone)
  const { number } = await transact(db, (tx) =>
    draftProcess(
      services,
      tx,
      {
        blueprint: 'budgeting.town',
        title,
        summary: title,
        placeKey: 'md-cu',
        organisationId: rows[0]?.id as string,
        firstDay: begun,
      },
      now,
    ),
  )
  const process = await findProcess(db, number)
  // As if gathering and reviewing had been: the vote is its first phase.
  await sql`DELETE FROM processes.phase WHERE process_id = ${process.id} AND method IN ('budgeting.ideas', 'budgeting.review')`.execute(
    db,
  )
  await sql`UPDATE processes.phase SET opens_on = ${begun}, closes_on = ${addDays(begun, 90)} WHERE process_id = ${process.id} AND method = 'budgeting.vote'`.execute(
    db,
  )
  await sql`UPDATE processes.phase SET opens_on = ${addDays(begun, 91)}, closes_on = ${addDays(begun, 120)} WHERE process_id = ${process.id} AND method = 'budgeting.result'`.execute(
    db,
  )
  const [envelope] = await envelopesOf(db, process.id)
  for (let n = 1; n <= PROJECTS; n += 1) {
    const idea = newId(now)
    await sql`
      INSERT INTO budgeting.idea (id, process_id, state, lang, title, slug, text_markdown, text_html, text_salt, place_key, category, created_at,
        search_title, search_text)
      VALUES (${idea}, ${process.id}, 'on-ballot', 'ro', ${`Proiectul ${n}`}, ${`proiectul-${n}`}, '', '', ${Buffer.alloc(16)}, 'md-cu', 'parks',
        ${now}, '', '')`.execute(db)
    await sql`
      INSERT INTO budgeting.project (id, process_id, envelope_id, idea_id, number, title, lang, cost)
      VALUES (${newId(now)}, ${process.id}, ${envelope?.id}, ${idea}, ${n}, ${`Proiectul ${n}`}, 'ro', ${n * 1_000_000})`.execute(
      db,
    )
  }
  // As if an official had written the sum that the blueprint proposes.
  await sql`UPDATE budgeting.envelope SET amount_proposed = false WHERE process_id = ${process.id}`.execute(db)
  await transact(db, (tx) => makePublic(services, tx, process, now))
  await turnPhases(services)
  return findProcess(db, number)
}

/** What the planner then believes of the tables holds of another vote than the one that is measured. */
async function holdOlder({ db }: Services, { id: processId }: Process, now: Date): Promise<void> {
  const cast = Array.from({ length: OLDER }, () => ({ id: newId(now), key: randomBytes(32), hash: randomBytes(32) }))
  await transact(db, async (tx) => {
    await addIssued(
      tx,
      cast.map(({ key, hash }) => ({ processId, voterKey: hash, personKey: null, blindedHash: key, commitment: hash })),
    )
    await addBallots(
      tx,
      cast.map(({ id, key, hash }) => ({
        ...{ processId, id, voterKey: key, personKey: null, seq: 1, channel: 'online', picks: { 1: [1] } },
        ...{ nonce: key, commitment: hash, castAt: now },
      })),
    )
    await addProofs(
      tx,
      cast.map(({ id, key }) => ({
        ...{ ballotId: id, pk: key, prepared: key, signature: key },
        edSignature: Buffer.concat([key, key]),
      })),
    )
  })
  await sql`ANALYZE budgeting.ballot, budgeting.token_proof, budgeting.token_issued`.execute(db)
}

async function signIn(services: Services, people: number, now: Date): Promise<string[]> {
  const tokens = Array.from({ length: people }, newToken)
  await transact(services.db, async (tx) => {
    const boxes = tokens.map((_, at) => ({ address: `votant${at}@example.md`, lang: 'ro' as const }))
    const mailboxes = await keepMailboxes(tx, services.secrets.person, boxes, now)
    const accounts = tokens.map(() => newId(now))
    await sql`
      INSERT INTO people.account (id, mailbox_id, name, lang, created_at)
      SELECT id, mailbox_id, 'Maria Rusu', 'ro', ${now} FROM unnest(${accounts}::uuid[], ${mailboxes}::uuid[]) AS one (id, mailbox_id)`.execute(
      tx,
    )
    await sql`
      INSERT INTO people.session (token_hash, id, account_id, level, device, created_at, seen_at, expires_at)
      SELECT token_hash, gen_random_uuid(), account_id, 'email', 'bench', ${now}, ${now}, ${new Date(now.getTime() + 86_400_000)}
      FROM unnest(${tokens.map(tokenHash)}::bytea[], ${accounts}::uuid[]) AS one (token_hash, account_id)`.execute(tx)
  })
  return tokens
}
