import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { sameNumbers } from '#commons/demo/same-numbers.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { keepMailboxes } from '#commons/people/mailbox.ts'
import type { Process } from '#commons/processes/process.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Viewer } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import { slugOf } from '#kernel/text/slug.ts'
import type { Category } from '../idea.ts'
import { enterMeeting } from '../needs/enter-meeting.ts'
import { POINTS } from '../needs/fields.ts'
import { needNamed, needText } from '../needs/ledger-entries.ts'
import { addNeed, setNeedOfIdea } from '../needs/store.ts'
import { budgetOf } from '../store.ts'
import data from './needs.json' with { type: 'json' }
import type { Past } from './past.ts'
import { pointIn } from './points.ts'
import { demoSupporters, type Told } from './tell-ideas.ts'
import { comparePairs } from './tell-pairs.ts'

interface DemoNeed {
  lang: Lang
  text: string
  category: Category
  place: string
  points: number
  /** Who said it at the meeting. */
  people: number
  /** Title of the idea that came of it. */
  answeredBy: string | null
}
const demoNeeds = data as Record<'chisinau' | 'balti' | 'orhei' | 'botanica', DemoNeed[]>

interface Named {
  need: DemoNeed
  id: string
  number: number
}

/** Days after the beginning of the phase on which needs are named, and on which they are ranked; yesterday where that is later. */
const NAMED = 3
const RANKED = 12

/** Needs are named online, ranked with points or by pairs, and said at a meeting where there is a facilitator. The phase opened so many days ago. */
export async function tellNeeds(
  past: Past,
  process: Process,
  of: keyof typeof demoNeeds,
  opened: number,
  facilitator?: { viewer: Viewer; heldAt: string; present: number },
): Promise<Named[]> {
  const named = await past.happen(opened - NAMED, async (tx, now) => {
    const done: Named[] = []
    for (const need of demoNeeds[of]) done.push(await name(tx, process, need, past.day(opened - NAMED), now))
    return done
  })
  if (facilitator) {
    const { viewer, heldAt, present } = facilitator
    const said = named.filter(({ need }) => need.people > 0)
    const lines = said.map(({ need, number }) => `${need.people} #${number}`).join('\n')
    const heldOn = past.day(opened - 6)
    await past.act(opened - 7, viewer, 'ro', (ctx) =>
      enterMeeting(ctx, process.number, {
        heldAt,
        heldOn,
        present,
        lang: 'ro',
        category: 'other',
        place: process.placeKey,
        lines,
      }),
    )
  }
  const { needsRanking } = await budgetOf(past.services.db, process.id)
  await past.happen(Math.max(1, opened - RANKED), (tx, now) =>
    needsRanking === 'pairs'
      ? comparePairs(
          past,
          tx,
          process,
          named.map(({ id, need }) => ({ id, weight: need.points + 1 })),
          now,
        )
      : givePoints(past, tx, process, named, now),
  )
  return named
}

/** Ideas say which need they answer. */
export async function answerNeeds(past: Past, named: Named[], told: Told[]): Promise<void> {
  await past.happen(1, async (tx) => {
    for (const { need, id } of named) {
      const idea = told.find((one) => one.idea.title === need.answeredBy)
      if (idea) await setNeedOfIdea(tx, idea.id, id)
    }
  })
}

async function name(tx: Tx, process: Process, need: DemoNeed, day: string, now: Date): Promise<Named> {
  const id = newId(now)
  const textSalt = randomBytes(16)
  const { lang, text, category, place } = need
  const { number } = await addNeed(tx, {
    id,
    processId: process.id,
    channel: 'online',
    lang,
    text,
    textSalt,
    slug: slugOf(text, 'need'),
    category,
    placeKey: place,
    ...pointIn(place, text.length),
    authorMailboxId: null,
    createdAt: now,
  })
  appendEntries(tx, [needNamed(process.number, number, needText(textSalt, text), day)], now)
  return { need, id, number }
}

/** Made-up people spread their points, one a need; each gives as many as there are. */
async function givePoints(past: Past, tx: Tx, process: Process, named: Named[], now: Date): Promise<void> {
  const mailboxes = await keepMailboxes(tx, past.services.secrets.person, demoSupporters(), now)
  const left = new Map(mailboxes.map((mailbox) => [mailbox, POINTS]))
  const pairs = named.flatMap(({ id, number, need }) => {
    const random = sameNumbers(number)
    const able = mailboxes.filter((mailbox) => (left.get(mailbox) ?? 0) > 0)
    const shuffled = able.map((mailbox) => ({ mailbox, by: random() })).sort((a, b) => a.by - b.by)
    return shuffled.slice(0, need.points).map(({ mailbox }) => {
      left.set(mailbox, (left.get(mailbox) ?? 0) - 1)
      return { id, mailbox }
    })
  })
  await sql`
    WITH added AS (
      INSERT INTO budgeting.need_points (need_id, mailbox_id, process_id, points, given_at)
      SELECT one.id, one.mailbox, ${process.id}, 1, ${now} FROM unnest(${pairs.map(({ id }) => id)}::uuid[], ${pairs.map(({ mailbox }) => mailbox)}::uuid[])
        AS one (id, mailbox)
      RETURNING need_id)
    UPDATE budgeting.need n SET points = c.count FROM (SELECT need_id, count(*)::integer AS count FROM added GROUP BY 1) c
    WHERE n.id = c.need_id`.execute(tx)
}
