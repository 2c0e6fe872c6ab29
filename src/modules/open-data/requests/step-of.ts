import { move } from '#commons/lifecycle/lifecycle.ts'
import { RuleBroken } from '#kernel/errors.ts'
import { type RequestState, requestLife } from './request.ts'
import type { DataRequest } from './store.ts'

/** Where an act leads from where a request stands. @throws RuleBroken open-data.requests.changed-meanwhile */
export function stepOf(
  { state }: DataRequest,
  transition: keyof typeof requestLife.transitions,
  role: 'officer' | 'requester',
): RequestState {
  const step = move(requestLife, state, transition, role)
  if (!step.ok) throw new RuleBroken('open-data.requests.changed-meanwhile')
  return step.to
}
