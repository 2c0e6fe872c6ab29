import { sql } from 'kysely'
import type { PersonalData } from '#commons/people/data/personal-data.ts'
import { readLodging, unsealMended } from './private-data.ts'

/** What a starter gave with a petition that was lodged. The act itself stays: that somebody lodged, when and at which level. */
export const lodgingData: PersonalData = {
  name: 'petitions.lodgings',
  what: 'petitions.answering.personal-data',
  why: 'petitions.answering.personal-data.why',
  kept: { key: 'petitions.answering.personal-data.long' },
  erased: 'petitions.answering.personal-data.erased',
  async export(ctx, mailboxId) {
    const { rows } = await sql<{ id: string; petition: number }>`
      SELECT l.id, p.number AS petition FROM petitions.lodging l JOIN petitions.petition p ON p.id = l.petition_id
      WHERE l.mailbox_id = ${mailboxId} ORDER BY l.lodged_at`.execute(ctx.db)
    const { rows: mended } = await sql<{ id: string; petition: number; mendedAt: Date; sealed: Buffer }>`
      SELECT d.id, p.number AS petition, d.mended_at AS "mendedAt", d.mended_sealed AS sealed
      FROM petitions.case_defect d JOIN petitions.case c ON c.id = d.case_id JOIN petitions.petition p ON p.id = c.petition_id
      JOIN petitions.lodging l ON l.id = c.lodging_id
      WHERE l.mailbox_id = ${mailboxId} AND d.mended_sealed IS NOT NULL ORDER BY d.mended_at`.execute(ctx.db)
    return {
      lodgings: await Promise.all(
        rows.map(async ({ id, petition }) => {
          const { data, level, lodgedAt } = await readLodging(ctx.db, ctx.secrets.vault, id)
          return { petition, level, lodgedAt, ...data }
        }),
      ),
      mended: mended.map(({ id, petition, mendedAt, sealed }) => ({
        petition,
        mendedAt,
        text: unsealMended(ctx.secrets.vault, id, sealed),
      })),
    }
  },
  async erase(tx, mailboxId) {
    await sql`
      UPDATE petitions.case_defect d SET mended_sealed = NULL FROM petitions.case c JOIN petitions.lodging l ON l.id = c.lodging_id
      WHERE c.id = d.case_id AND l.mailbox_id = ${mailboxId}`.execute(tx)
    await sql`UPDATE petitions.lodging SET sealed = ${Buffer.alloc(0)} WHERE mailbox_id = ${mailboxId}`.execute(tx)
  },
}
