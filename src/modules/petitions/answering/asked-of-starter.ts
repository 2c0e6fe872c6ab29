import type { Db } from '#kernel/database/database.ts'
import type { PetitionState } from '../petition.ts'
import { addresseeOrganisations, casesOf } from './case-store.ts'

/** What the way to an answer waits for from the starter: to lodge the petition, to mend what an authority asked. And whether it was lodged. */
export async function askedOfStarter(
  db: Db,
  petition: { id: string; state: PetitionState },
): Promise<{ mayLodge: boolean; mayMend: boolean; lodged: boolean }> {
  const [cases, addressees] = await Promise.all([casesOf(db, petition.id), addresseeOrganisations(db, petition.id)])
  const lodged = cases.some(({ lodgingId }) => lodgingId !== null)
  if (!['open', 'closed', 'archived'].includes(petition.state)) return { mayLodge: false, mayMend: false, lodged }
  const reached = cases.filter(({ state }) => state !== 'waiting' && state !== 'promised')
  return {
    mayLodge: addressees.some(({ id }) => !reached.some(({ organisationId }) => organisationId === id)),
    mayMend: cases.some(({ state }) => state === 'mending'),
    lodged,
  }
}
