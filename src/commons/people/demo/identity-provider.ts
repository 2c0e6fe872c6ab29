import { RuleBroken } from '#kernel/errors.ts'
import { checkIdentityState } from '../identity/raise-level.ts'
import type { IdentityProvider } from '../identity-provider.ts'
import { idnoProblem } from '../idno.ts'

/** A stand-in for a state's identity service: it believes whatever number is typed, so it exists in the demo only. */
export const demoIdentityProvider: IdentityProvider = {
  name: 'demo',
  start: async (_ctx, state) => `/demo/eid?state=${encodeURIComponent(state)}`,
  async finish(ctx, answer) {
    const { state, number, name, level } = answer
    checkIdentityState(ctx, String(state))
    if (typeof number !== 'string' || idnoProblem(number)) throw new RuleBroken('people.identity.stale')
    return { personNumber: number, name: String(name), level: level === 'signed' ? 'signed' : 'strong' }
  },
}
