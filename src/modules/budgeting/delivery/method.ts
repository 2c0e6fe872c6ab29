import { sql } from 'kysely'
import type { Method, NamedNow } from '#commons/processes/methods.ts'
import { projectsNamed } from '../named-in-events.ts'
import { beginDelivery, deliveryLacks } from './begin-delivery.ts'
import { deliveriesOf } from './store.ts'

const stopped: NamedNow = (db, { processId, data }) =>
  projectsNamed(db, processId, { project: data.project ?? data.title, next: data.next })

export const deliveryMethod: Method = {
  name: 'budgeting.delivery',
  look: { path: '/delivery', label: 'budgeting.delivery.look' },
  // Quick ideas that are taken up become projects at once.
  early: { there: async (db, { id }) => (await deliveriesOf(db, id)).length > 0 },
  notRehearsed: true,
  desk: { path: '/delivery', label: 'budgeting.delivery.desk' },
  missing: deliveryLacks,
  opened: beginDelivery,
  names: { 'budgeting.project-stopped': stopped, 'budgeting.project-replaced': stopped },
  figures: async (db, process) => {
    const { rows } = await sql<{ value: number }>`
      SELECT count(*) AS value FROM budgeting.delivery WHERE process_id = ${process.id} AND state IN ('done', 'checked')`.execute(
      db,
    )
    const value = rows[0]?.value ?? 0
    return value > 0 ? [{ value, of: 'budgeting.delivery.figure' }] : []
  },
}
