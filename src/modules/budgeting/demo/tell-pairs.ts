import { sql } from 'kysely'
import { sameNumbers } from '#commons/demo/same-numbers.ts'
import { keepMailboxes } from '#commons/people/mailbox.ts'
import type { Process } from '#commons/processes/process.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Past } from './past.ts'
import { demoSupporters } from './tell-ideas.ts'

/** Pairs that a made-up person decides. */
const EACH = 6
/** One of so many pairs is said to matter as much. */
const ALIKE = 0.12

interface Compared {
  id: string
  /** How much made-up people want it, beside the others. */
  weight: number
}

/** Made-up people compare needs in pairs, each pair once a person; what is wanted more is preferred more often. */
export async function comparePairs(past: Past, tx: Tx, process: Process, needs: Compared[], now: Date): Promise<void> {
  const mailboxes = await keepMailboxes(tx, past.services.secrets.person, demoSupporters(), now)
  const decisions = mailboxes.flatMap((mailbox, at) => decisionsOf(needs, at).map((one) => ({ ...one, mailbox })))
  const column = (of: (one: (typeof decisions)[number]) => string) => decisions.map(of)
  await sql`
    WITH added AS (
      INSERT INTO budgeting.need_pair (process_id, mailbox_id, low_id, high_id, choice, decided_at)
      SELECT ${process.id}, one.mailbox, one.low, one.high, one.choice, ${now}
      FROM unnest(${column(({ mailbox }) => mailbox)}::uuid[], ${column(({ low }) => low)}::uuid[], ${column(({ high }) => high)}::uuid[],
        ${column(({ choice }) => choice)}::text[]) AS one (mailbox, low, high, choice)
      RETURNING low_id, high_id, choice),
    counted AS (
      INSERT INTO budgeting.need_pair_count (process_id, low_id, high_id, low, high, alike, changed_at)
      SELECT ${process.id}, low_id, high_id, count(*) FILTER (WHERE choice = 'low'), count(*) FILTER (WHERE choice = 'high'),
        count(*) FILTER (WHERE choice = 'alike'), ${now}
      FROM added GROUP BY low_id, high_id)
    UPDATE budgeting.need n SET compared = o.times FROM (
      SELECT id, count(*)::integer AS times FROM added, unnest(ARRAY[low_id, high_id]) AS id GROUP BY id) o
    WHERE n.id = o.id`.execute(tx)
}

/** What one of them says: the same each time the demo is told. */
function decisionsOf(needs: Compared[], person: number): { low: string; high: string; choice: string }[] {
  const random = sameNumbers(person + 1)
  const pairs = needs
    .flatMap((one, at) => needs.slice(at + 1).map((other) => ({ one, other, by: random() })))
    .sort((a, b) => a.by - b.by)
  return pairs.slice(0, EACH).map(({ one, other }) => {
    // By their order, not by their ids, which are others each time.
    const oneWins = random() < one.weight / (one.weight + other.weight)
    const oneIsLow = one.id < other.id
    const [low, high] = oneIsLow ? [one.id, other.id] : [other.id, one.id]
    return { low, high, choice: random() < ALIKE ? 'alike' : oneWins === oneIsLow ? 'low' : 'high' }
  })
}
