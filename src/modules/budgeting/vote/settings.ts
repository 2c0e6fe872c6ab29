import type { Person } from '#commons/access/permit.ts'
import { defineSetting } from '#commons/settings/settings.ts'
import { choice } from '#kernel/forms/fields.ts'

const levels = ['email', 'strong', 'signed'] as const satisfies readonly Person['level'][]

/** How surely people must be known to vote on money where there is no roll: by a mailbox alone, one person can have two ballots. */
export const levelWithoutRoll = defineSetting<Person['level']>({
  key: 'budgeting.level-without-roll',
  field: choice(levels),
  unit: 'level',
  scope: 'authority',
  otherwise: { value: 'email' },
})

/** Whether a process asks for less than the setting. */
export function isWeaker(level: Person['level'], asked: Person['level']): boolean {
  return levels.indexOf(level) < levels.indexOf(asked)
}
