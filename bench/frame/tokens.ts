import { hash } from 'node:crypto'

/** The token of the n-th seeded request: who seeds and who sends are different processes. */
export function benchToken(n: number): string {
  return hash('sha256', `request ${n}`, 'buffer').subarray(0, 16).toString('base64url')
}
