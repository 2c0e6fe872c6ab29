import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { sameNumbers } from '#commons/demo/same-numbers.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { keepMailboxes } from '#commons/people/mailbox.ts'
import type { Process } from '#commons/processes/process.ts'
import type { Tx } from '#kernel/database/database.ts'
import { newId } from '#kernel/ids.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { slugOf } from '#kernel/text/slug.ts'
import { recordIdeaEvent } from '../idea-store.ts'
import { ideaProposed, ideaText } from '../ideas/ledger-entries.ts'
import { addIdea } from '../ideas/store.ts'
import { type DemoIdea, THOUSAND } from './ideas.ts'
import type { Past } from './past.ts'
import { pointIn } from './points.ts'

/** A demo idea in its process. */
export interface Told {
  idea: DemoIdea
  id: string
  number: number
}

/** Proposes ideas over the days of the phase, some a day, and lets people support them. Made-up authors have no mailbox. */
export async function tellIdeas(
  past: Past,
  process: Process,
  ideas: DemoIdea[],
  from: number,
  to: number,
): Promise<Told[]> {
  const told: Told[] = []
  const days = from - to
  const dayOfIdea = (at: number) => from - Math.floor((at * days) / ideas.length)
  for (const daysAgo of new Set(ideas.map((_, at) => dayOfIdea(at))))
    await past.happen(daysAgo, async (tx, now) => {
      for (const [at, idea] of ideas.entries())
        if (dayOfIdea(at) === daysAgo) told.push(await propose(tx, process, idea, past.day(daysAgo), now))
    })
  await past.happen(to, (tx, now) => support(past, tx, told, now))
  return told
}

async function propose(tx: Tx, process: Process, idea: DemoIdea, day: string, now: Date): Promise<Told> {
  const id = newId(now)
  const textSalt = randomBytes(16)
  const { number } = await addIdea(tx, {
    id,
    processId: process.id,
    lang: idea.lang,
    title: idea.title,
    slug: slugOf(idea.title, 'idea'),
    textMarkdown: idea.text,
    textHtml: markdownToHtml(idea.text),
    textSalt,
    placeKey: idea.place,
    ...pointIn(idea.place, idea.title.length + idea.guess),
    address: idea.address,
    category: idea.category,
    costGuess: idea.guess * THOUSAND,
    authorMailboxId: null,
    authorName: idea.author,
    createdAt: now,
  })
  await recordIdeaEvent(tx, { ideaId: id, kind: 'ideas.proposed', now })
  appendEntries(tx, [ideaProposed(process.number, number, ideaText(textSalt, idea.title, idea.text), day)], now)
  return { idea, id, number }
}

const SUPPORTERS = 120

/** Addresses of made-up people who take part before the vote. */
export const demoSupporters = () =>
  Array.from({ length: SUPPORTERS }, (_, at) => ({
    address: `locuitor${at + 1}@demo.example`,
    lang: at % 3 === 0 ? ('ru' as const) : ('ro' as const),
  }))

/** Made-up people, each of whom supports some ideas; the number on each idea is the number of its rows. */
async function support(past: Past, tx: Tx, told: Told[], now: Date): Promise<void> {
  const mailboxes = await keepMailboxes(tx, past.services.secrets.person, demoSupporters(), now)
  const pairs = told.flatMap(({ id, number, idea }) => {
    const random = sameNumbers(number)
    const shuffled = mailboxes.map((mailbox) => ({ mailbox, by: random() })).sort((a, b) => a.by - b.by)
    return shuffled.slice(0, idea.supports).map(({ mailbox }) => ({ id, mailbox }))
  })
  await sql`
    WITH added AS (
      INSERT INTO budgeting.idea_support (idea_id, mailbox_id, supported_at)
      SELECT one.id, one.mailbox, ${now} FROM unnest(${pairs.map(({ id }) => id)}::uuid[], ${pairs.map(({ mailbox }) => mailbox)}::uuid[])
        AS one (id, mailbox)
      RETURNING idea_id)
    UPDATE budgeting.idea i SET supports = n.count FROM (SELECT idea_id, count(*)::integer AS count FROM added GROUP BY 1) n
    WHERE i.id = n.idea_id`.execute(tx)
}
