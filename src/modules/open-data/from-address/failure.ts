import type { WhyNot } from '#kernel/fetch/fetch-outside.ts'

/** Why an address gave no file; each has a sentence `open-data.from-address.failure.<code>`. */
export const failureCodes = [
  'not-web',
  'no-such-host',
  'address-refused',
  'too-many-redirects',
  'too-large',
  'too-slow',
  'broken',
  'status',
  'web-page',
  'empty',
  'recalled',
] as const satisfies (WhyNot | string)[]
export type FailureCode = (typeof failureCodes)[number]

/** What the other server did that is no file. */
export class NoFile extends Error {
  readonly code: FailureCode
  readonly status: number | null

  constructor(code: FailureCode, status: number | null = null) {
    super(code)
    this.code = code
    this.status = status
  }
}
