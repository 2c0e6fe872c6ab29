import type { Outcome } from '../frame/act-record.ts'
import type { FoundAct } from '../frame/found.ts'
import type { Check } from './check.ts'

/** A check of every act that ended in one way. */
export function foundWrong(of: {
  name: string
  says: string
  outcome: Outcome
  right: (found: FoundAct) => boolean
}): Check {
  return {
    name: of.name,
    says: of.says,
    run: async ({ found }) => {
      const those = found.acts.filter(({ act }) => act.outcome === of.outcome)
      const wrong = those.filter((one) => !of.right(one))
      return { looked: those.length, wrong: wrong.map(inWords) }
    },
  }
}

function inWords({ act, rows, entries }: FoundAct): string {
  const where = entries.length > 0 ? ` (${entries.map(({ index }) => index).join(', ')})` : ''
  return `${act.kind} of ${act.token}, ${act.outcome}: ${rows} rows, ${entries.length} entries${where}`
}
