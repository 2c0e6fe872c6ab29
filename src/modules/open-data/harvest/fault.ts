/** Why a source could not be read on: each has a sentence `open-data.harvest.fault.<code>`. */
export const faultCodes = [
  'no-answer',
  'too-slow',
  'refused-address',
  'status',
  'too-large',
  'too-many-pages',
  'too-many-bytes',
  'too-long',
  'not-utf8',
  'not-json',
  'not-rdf',
  'not-this-kind',
  'same-page',
  'refused',
  'in-part',
] as const
export type FaultCode = (typeof faultCodes)[number]

/** What another server did that ends the reading of it, never an error of ours. */
export class SourceFault extends Error {
  readonly code: FaultCode
  /** What the sentence names: the address, a status, what the source said itself. */
  readonly said: Record<string, string | number>

  constructor(code: FaultCode, said: Record<string, string | number> = {}) {
    super(`${code} ${JSON.stringify(said)}`)
    this.code = code
    this.said = said
  }
}
