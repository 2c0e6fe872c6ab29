import { sql } from 'kysely'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { countsOf } from '../store.ts'
import type { CaseRow } from './case-store.ts'
import { petitionPdf } from './petition-pdf.ts'
import { readLodging } from './private-data.ts'

/**
 * The PDF of a case as it stands now. A passage that is hidden from readers (by a court, or as another person's data) is hidden here
 * too: an authority is no exception to such an order. The ledger's `text` names the whole text. Holds
 * the starter's private data: whoever calls this says who reads it.
 */
export async function casePdf(
  services: Pick<Services, 'secrets' | 'publicUrl' | 'translate' | 'places' | 'timeZone'>,
  db: Db | Tx,
  one: CaseRow,
  now: Date,
): Promise<Buffer> {
  const { rows } = await sql<{ why: string }>`
    SELECT why_markdown AS why FROM petitions.petition WHERE id = ${one.petitionId}`.execute(db)
  const counts = await countsOf(db as Db, one.petitionId)
  const lodging = one.lodgingId ? await readLodging(db, services.secrets.vault, one.lodgingId) : null
  return petitionPdf(
    {
      number: one.number,
      title: one.title,
      why: rows[0]?.why ?? '',
      address: `${services.publicUrl}/ro/petitions/${one.number}-${one.slug}`,
      authority: inLang(one.organisation.name, 'ro'),
      place: services.places.name(one.placeKey, 'ro'),
      counts: { ...counts, asOf: dayOf(now, services.timeZone) },
      lodged: lodging?.data
        ? {
            data: lodging.data,
            level: lodging.level,
            on: dayOf(lodging.lodgedAt, services.timeZone),
          }
        : null,
    },
    services.translate('ro'),
    now,
  )
}
