import { sql } from 'kysely'
import { defineDataset } from '#commons/datasets/dataset.ts'
import type { Context } from '#kernel/http/context.ts'
import { publicStates } from '../petition.ts'

interface ExportedBatch {
  id: string
  number: number
  authority: string
  signatures: number
  sheets: number
  receivedOn: string
  countedOn: string
  endedOn: string | null
  endedReason: string | null
}

/** One row a batch that two officers counted alike, also one that was taken out later: what the pages of petitions show. */
export const paperDataset = defineDataset<ExportedBatch>({
  name: 'paper',
  operation: 'downloadPaperBatches',
  title: 'petitions.paper.dataset',
  refresh: 'petitions.statistics.refresh.live',
  path: '/petitions/statistics/paper',
  cacheSeconds: 5 * 60,
  columns: [
    { name: 'petition', type: 'integer', about: 'petitions.statistics.column.number', of: (row) => row.number },
    { name: 'authority', type: 'code', about: 'petitions.paper.column.authority', of: (row) => row.authority },
    { name: 'signatures', type: 'integer', about: 'petitions.paper.column.signatures', of: (row) => row.signatures },
    { name: 'sheets', type: 'integer', about: 'petitions.paper.column.sheets', of: (row) => row.sheets },
    { name: 'received_on', type: 'day', about: 'petitions.paper.column.received-on', of: (row) => row.receivedOn },
    { name: 'counted_on', type: 'day', about: 'petitions.paper.column.counted-on', of: (row) => row.countedOn },
    { name: 'ended_on', type: 'day', about: 'petitions.paper.column.ended-on', of: (row) => row.endedOn },
    { name: 'ended_reason', type: 'text', about: 'petitions.paper.column.ended-reason', of: (row) => row.endedReason },
  ],
  rows: async (ctx) => exportBatches(ctx),
})

const BATCH = 200
const FIRST = '00000000-0000-0000-0000-000000000000'

async function* exportBatches(ctx: Context): AsyncIterable<ExportedBatch> {
  for (let after = FIRST; ; ) {
    const rows = await nextBatches(ctx, after)
    yield* rows
    if (rows.length < BATCH) return
    after = rows.at(-1)?.id ?? after
  }
}

async function nextBatches({ db, timeZone }: Context, after: string): Promise<ExportedBatch[]> {
  const day = (column: string) => sql`(${sql.ref(column)} AT TIME ZONE ${timeZone})::date`
  const { rows } = await sql<ExportedBatch>`
    SELECT b.id, p.number, o.slug AS authority, b.signatures, b.sheets, b.received_on AS "receivedOn", ${day('b.accepted_at')} AS "countedOn",
      ${day('b.closed_at')} AS "endedOn", b.reason AS "endedReason"
    FROM petitions.paper_batch b JOIN petitions.petition p ON p.id = b.petition_id JOIN organisations.organisation o ON o.id = b.organisation_id
    WHERE b.id > ${after} AND b.state IN ('accepted', 'ended') AND p.state = ANY(${[...publicStates]}::text[])
    ORDER BY b.id LIMIT ${BATCH}`.execute(db)
  return rows
}
