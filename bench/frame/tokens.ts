import { createHash } from 'node:crypto'

/** The token of the n-th seeded request: who seeds and who sends are different processes. */
export function benchToken(n: number): string {
  return createHash('sha256').update(`request ${n}`).digest().subarray(0, 16).toString('base64url')
}
