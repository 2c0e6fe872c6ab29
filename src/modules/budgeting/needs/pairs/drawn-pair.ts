import { timingSafeEqual } from 'node:crypto'
import { derivedKey, keyedHash } from '#kernel/config/secrets.ts'
import type { Context } from '#kernel/http/context.ts'
import type { NeedRow } from '../store.ts'
import { leastCompared, opponentOf } from './store.ts'

export interface DrawnPair {
  first: NeedRow
  second: NeedRow
  /** Says which pair was drawn for whom, so that nobody compares only what they like to see win. */
  pair: string
}

/** The next pair for a person: needs that were little compared come first, and it is chance which stands first. Null when none is left. */
export async function drawPair(ctx: Context, processId: string, mailboxId: string): Promise<DrawnPair | null> {
  const need = await leastCompared(ctx.db, processId, mailboxId)
  const other = need && (await opponentOf(ctx.db, need, mailboxId))
  if (!need || !other) return null
  const turned = (sealOf(ctx, mailboxId, need.number, other.number)[0] as number) % 2 === 1
  const [first, second] = turned ? [other, need] : [need, other]
  const seal = sealOf(ctx, mailboxId, first.number, second.number).toString('base64url')
  return { first, second, pair: `${first.number}-${second.number}-${seal}` }
}

/** The numbers of both needs, when this pair was drawn for this person; else null. */
export function readPair(ctx: Context, mailboxId: string, pair: string): [number, number] | null {
  const [, first, second, seal = ''] = /^(\d{1,9})-(\d{1,9})-([\w-]{22})$/.exec(pair) ?? []
  const numbers: [number, number] = [Number(first), Number(second)]
  const given = Buffer.from(seal, 'base64url')
  const expected = sealOf(ctx, mailboxId, ...numbers)
  return given.length === expected.length && timingSafeEqual(given, expected) ? numbers : null
}

function sealOf(ctx: Context, mailboxId: string, first: number, second: number): Buffer {
  const key = derivedKey(ctx.secrets.session, 'budgeting need pairs')
  return keyedHash(key, mailboxId, String(first), String(second)).subarray(0, 16)
}
