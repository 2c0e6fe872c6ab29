import { sql } from 'kysely'
import type { PersonalData } from '#commons/people/data/personal-data.ts'
import { personBehind } from '#commons/people/person-behind.ts'
import { VOTERS_DAYS } from './forget-voters.ts'
import { ballotsOf } from './store.ts'
import { keysOf } from './voter-keys.ts'

/**
 * A person's ballots. Erasing the account leaves them counted: what leads to the voter is a keyed hash of process and mailbox, which
 * keeps one person to one ballot, and which goes some weeks after the vote.
 */
const ballotsData: PersonalData = {
  name: 'budgeting.ballots',
  what: 'budgeting.vote.personal-data',
  why: 'budgeting.vote.personal-data.why',
  kept: { key: 'budgeting.vote.personal-data.long', args: { days: VOTERS_DAYS } },
  erased: 'budgeting.vote.personal-data.erased',
  async export(ctx, _mailboxId, accountId) {
    const { address, personKey } = await personBehind(ctx.db, accountId)
    const { rows } = await sql<{ id: string; number: number }>`
      SELECT id, number FROM processes.process WHERE published_at IS NOT NULL ORDER BY number`.execute(ctx.db)
    const votes = await Promise.all(
      rows.map(({ id, number }) => ballotsOf(ctx.db, id, number, keysOf(ctx.secrets.person, id, address, personKey))),
    )
    return votes.flat()
  },
  // Nothing to do at once: see above.
  async erase() {},
}

export const personalData: PersonalData[] = [ballotsData]
