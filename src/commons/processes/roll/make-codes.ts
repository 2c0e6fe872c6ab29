import { randomBytes } from 'node:crypto'
import { recordAct } from '#commons/audit/record.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Process } from '../process.ts'
import { lockOwnRoll } from './own-roll.ts'
import type { Membership, Roll } from './roll.ts'
import { codeKeyOf } from './roll-keys.ts'
import { addCodes } from './store.ts'

export const codesRefusals = ['none', 'other-source', 'not-public', 'codes.fixed'] as const
type CodesRefused = (typeof codesRefusals)[number]

/** Letters and digits that nobody takes for others, so that a code can be read from paper. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const LENGTH = 12

/**
 * Makes codes for a school or house to give to its own people, one each. They are told once; only their hashes are kept, and nobody
 * here learns who got which.
 *
 * @throws RuleBroken processes.roll.other-source, processes.roll.codes.fixed
 */
export async function makeCodes(
  ctx: WriteContext,
  number: number,
  { codes: many, members }: { codes: number; members: Membership },
): Promise<{ number: number; codes: string[] }> {
  const { process, roll, by } = await lockOwnRoll(ctx, number)
  const refused = codesRefused(process, roll)
  if (refused) throw new RuleBroken(`processes.roll.${refused}`)
  const codes = Array.from({ length: many }, newCode)
  const keys = codes.map((code) => codeKeyOf(ctx.secrets.person, roll.keyedBy, code))
  await addCodes(ctx.tx, process.id, keys, members)
  await recordAct(ctx.tx, {
    by,
    act: 'processes.make-roll-codes',
    subject: { kind: 'process', id: String(number) },
    data: { members, codes: many },
    now: ctx.now,
  })
  return { number, codes }
}

/** Why no codes can be made for a process; null where they can. */
export function codesRefused({ state }: Pick<Process, 'state'>, roll: Roll | null): CodesRefused | null {
  if (!roll) return 'none'
  if (roll.source !== 'codes') return 'other-source'
  if (state === 'draft') return 'not-public'
  return roll.fixedAt || state !== 'running' ? 'codes.fixed' : null
}

function newCode(): string {
  // 31 letters: of a byte only what falls below the last whole multiple, so that each is as likely.
  let code = ''
  while (code.length < LENGTH)
    for (const byte of randomBytes(LENGTH))
      if (byte < 248 && code.length < LENGTH) code += LETTERS[byte % LETTERS.length]
  return code.replace(/(....)(....)(....)/, '$1-$2-$3')
}
