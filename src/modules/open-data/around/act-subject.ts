import { sql } from 'kysely'
import type { ActSubject } from '#commons/audit/act-subjects.ts'
import { reusePath } from './reuse.ts'

/** A reuse as the record of acts names it: what is public by its title, of anything else nothing but its number. */
export const reuseSubject: ActSubject = {
  kind: 'open-data.reuse',
  label: 'open-data.around.act-subject',
  async find(ctx, numbers) {
    const { rows } = await sql<{ number: number; title: string }>`
      SELECT number, title FROM open_data.reuse WHERE number::text = ANY(${numbers}::text[]) AND state = 'listed'`.execute(
      ctx.db,
    )
    return new Map(rows.map(({ number, title }) => [String(number), { name: title, path: reusePath({ number }) }]))
  },
}
