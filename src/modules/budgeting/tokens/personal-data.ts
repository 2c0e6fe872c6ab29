import { sql } from 'kysely'
import type { PersonalData } from '#commons/people/data/personal-data.ts'
import { personBehind } from '#commons/people/person-behind.ts'
import { VOTERS_DAYS } from '../vote/forget-voters.ts'
import { keysOf } from '../vote/voter-keys.ts'
import { issuedSalt } from './issued-commitment.ts'
import { issuedTo } from './store.ts'

/**
 * That a token was issued to a person. Erasing the account leaves it: the keyed hash keeps one person to one token, and goes some weeks
 * after the vote. What was cast with the token is nobody's from the first moment, so it is not here.
 */
const tokensData: PersonalData = {
  name: 'budgeting.tokens',
  what: 'budgeting.tokens.personal-data',
  why: 'budgeting.tokens.personal-data.why',
  kept: { key: 'budgeting.tokens.personal-data.long', args: { days: VOTERS_DAYS } },
  erased: 'budgeting.tokens.personal-data.erased',
  async export(ctx, _mailboxId, accountId) {
    const { address, personKey } = await personBehind(ctx.db, accountId)
    const { rows } = await sql<{ id: string; number: number }>`
      SELECT id, number FROM processes.process WHERE published_at IS NOT NULL ORDER BY number`.execute(ctx.db)
    const issued = await Promise.all(
      rows.map(async ({ id, number }) =>
        (await issuedTo(ctx.db, [{ processId: id, ...keysOf(ctx.secrets.person, id, address, personKey) }])).map(
          ({ commitment }) => ({
            process: number,
            commitment: commitment.toString('base64url'),
            salt: issuedSalt(ctx.secrets, { id }, address).toString('base64url'),
          }),
        ),
      ),
    )
    return issued.flat()
  },
  // Nothing to do at once: see above.
  async erase() {},
}

export const personalData: PersonalData[] = [tokensData]
