import { sql } from 'kysely'
import { transact } from '#kernel/database/transact.ts'
import { newId } from '#kernel/ids.ts'
import { addChallenge as insertChallenge, setPublished } from '#modules/open-data/challenges/store.ts'
import { addMember, addTeam } from '#modules/open-data/challenges/team-store.ts'
import { addProposal as insertProposal } from '#modules/open-data/proposals/store.ts'
import type { RequestKind } from '#modules/open-data/requests/request.ts'
import { sealAnswer, sealRequest } from '#modules/open-data/requests/sealed.ts'
import {
  addRequest as insertRequest,
  keepPublication,
  setAnswered,
  setRegistered,
} from '#modules/open-data/requests/store.ts'
import { addWish as insertWish } from '#modules/open-data/wishes/store.ts'
import type { TestApp } from './app.ts'
import { authorityId, type TestPerson } from './people.ts'

/** A wish as if somebody had made it; it names the city hall of Chișinău unless told otherwise. @returns its number */
export async function addWish(
  app: TestApp,
  by: TestPerson,
  { title = 'Orarul autobuzelor pe stații', authority = 'primaria-chisinau' as string | null } = {},
): Promise<number> {
  const now = app.clock.now()
  const organisationId = authority === null ? null : await authorityId(app, authority)
  const text = 'Stația, linia și ora, pentru fiecare zi a săptămânii.'
  const made = await transact(app.services.db, (tx) =>
    insertWish(tx, {
      ...{ id: newId(now), organisationId, placeKey: authority === null ? 'md' : 'md-cu', lang: 'ro', title },
      ...{
        slug: 'orarul',
        textMarkdown: text,
        textHtml: `<p>${text}</p>`,
        authorMailboxId: by.mailboxId,
        createdAt: now,
      },
    }),
  )
  return made.number
}

/** A challenge proposed to the city hall of Chișinău. @returns its id */
export async function addProposal(app: TestApp, by: TestPerson): Promise<string> {
  const now = app.clock.now()
  const id = newId(now)
  const organisationId = await authorityId(app, 'primaria-chisinau')
  const said = { title: 'Stații fără umbră', problem: 'Datele arată stații unde vara nu stă nimeni, de cald ce este.' }
  await transact(app.services.db, (tx) =>
    insertProposal(tx, {
      ...{ ...said, id, organisationId, authorMailboxId: by.mailboxId, lang: 'ro', datasets: [], proposedAt: now },
    }),
  )
  return id
}

/** A request to the city hall of Chișinău as if it had been sent, and perhaps answered with the outcome public. @returns its number */
export async function addRequest(
  app: TestApp,
  by: TestPerson,
  { kind = 'information' as RequestKind, published = false } = {},
): Promise<number> {
  const now = app.clock.now()
  const id = newId(now)
  const { vault } = app.services.secrets
  const data = {
    name: 'Ana Moraru',
    postalAddress: 'str. Florilor 4, Chișinău',
    email: 'ana@example.md',
    description: 'Lista',
  }
  const organisationId = await authorityId(app, 'primaria-chisinau')
  return transact(app.services.db, async (tx) => {
    const number = await insertRequest(tx, {
      ...{ id, kind, organisationId, wishId: null, mailboxId: by.mailboxId, level: 'email', lang: 'ro' },
      ...{ sealed: sealRequest(vault, id, data), mayPublish: published, now },
    })
    if (!published) return number
    await setRegistered(tx, id, '1/2026', now)
    const sealed = sealAnswer(vault, id, { text: 'Lista este mai jos.', html: '<p>Lista este mai jos.</p>' })
    const outcome = { outcome: 'given', ground: null, groundText: null, outgoingNumber: null } as const
    await setAnswered(tx, id, { ...outcome, sealed, lang: 'ro', now })
    const said = { title: 'Lista copacilor', question: 'Copacii din parcuri.', answer: 'Lista este aici.' }
    await keepPublication(tx, id, { ...said, lang: 'ro', withFiles: false, accountId: by.accountId, now })
    return number
  })
}

/** A challenge of the city hall of Chișinău that is open, with one team of somebody. */
export async function addChallenge(app: TestApp, lead: TestPerson): Promise<{ number: number; team: string }> {
  const now = app.clock.now()
  const [id, team] = [newId(now), newId(now)]
  const organisationId = await authorityId(app, 'primaria-chisinau')
  return transact(app.services.db, async (tx) => {
    const number = await insertChallenge(tx, {
      ...{ id, organisationId, accountId: lead.accountId, now },
      ...{ title: { ro: 'Unde se adună apa' }, problem: { ro: 'După fiecare ploaie se inundă aceleași străzi.' } },
      ...{ teamsUntil: '2026-12-10', prototypesUntil: '2027-01-20', pilotUntil: '2027-03-31' },
    })
    await setPublished(tx, id, now)
    const said = {
      name: 'Picătura',
      lang: 'ro' as const,
      proposal: 'O hartă a locurilor în care apa stă mai mult de o oră.',
    }
    await addTeam(tx, { ...said, id: team, challengeId: id, leadMailboxId: lead.mailboxId, createdAt: now })
    await addMember(tx, { id: team, challengeId: id }, { mailboxId: lead.mailboxId, shownName: 'Ana', now })
    return { number, team }
  })
}

/** Kinds and steps of the entries of the public log about wishes and challenges, the oldest first. */
export async function entriesAbout(app: TestApp, kind: string): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<{ body: Buffer }>`
    SELECT body FROM ledger.entry WHERE kind = ${kind} ORDER BY index`.execute(app.services.db)
  return rows.map(({ body }) => JSON.parse(String(body)))
}
