import { randomBytes } from 'node:crypto'
import { recordAct } from '#commons/audit/record.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { lockOwnRoll } from './own-roll.ts'
import type { Membership } from './roll.ts'
import { codeKeyOf } from './roll-keys.ts'
import { addCodes } from './store.ts'

/** Letters and digits that nobody takes for others, so that a code can be read from paper. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const LENGTH = 12

/**
 * Makes codes for a school or house to give to its own people, one each. They are told once; only their hashes are kept, and nobody
 * here learns who got which.
 *
 * @throws RuleBroken processes.roll.other-source, processes.roll.fixed-already
 */
export async function makeCodes(
  ctx: WriteContext,
  number: number,
  { codes: many, members }: { codes: number; members: Membership },
): Promise<{ number: number; codes: string[] }> {
  const { process, roll, by } = await lockOwnRoll(ctx, number)
  if (roll.source !== 'codes') throw new RuleBroken('processes.roll.other-source')
  if (roll.fixedAt) throw new RuleBroken('processes.roll.fixed-already')
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

function newCode(): string {
  // 31 letters: of a byte only what falls below the last whole multiple, so that each is as likely.
  let code = ''
  while (code.length < LENGTH)
    for (const byte of randomBytes(LENGTH))
      if (byte < 248 && code.length < LENGTH) code += LETTERS[byte % LETTERS.length]
  return code.replace(/(....)(....)(....)/, '$1-$2-$3')
}
