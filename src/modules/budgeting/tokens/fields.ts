import Type from 'typebox'
import type { Json } from '#commons/ledger/canonical-json.ts'
import { placeKey } from '#commons/places/field.ts'
import { checkbox, choice, type Field, form, integer, optional, text } from '#kernel/forms/fields.ts'
import { numberInPath } from '#kernel/forms/path-fields.ts'
import { ageBands } from '../ages/age-band.ts'
import { ED_SIGNATURE_BYTES, MODULUS_BYTES, PK_BYTES, PREFIX_BYTES, tokenMessage } from './token-message.ts'

const wrong = { error: { key: 'budgeting.tokens.bad-encoding' } } as const

/** Bytes in base64url without padding, in the one spelling that they have. */
function bytes(least: number, most = least): Field<Buffer> {
  const letters = (length: number) => Math.ceil((length * 4) / 3)
  return {
    schema: Type.String({ pattern: '^[A-Za-z0-9_-]+$', minLength: letters(least), maxLength: letters(most) }),
    read(raw) {
      if (typeof raw !== 'string' || raw.length < letters(least) || raw.length > letters(most)) return wrong
      const value = Buffer.from(raw, 'base64url')
      const isOne = value.toString('base64url') === raw && value.length >= least && value.length <= most
      return isOne ? { value } : wrong
    },
  }
}

/** The key of a ballot, in a path. */
const ballotKey = bytes(PK_BYTES)

const MOST_LETTERS = 20_000

/** Choices as they were signed: an object, in JSON also where it comes as text. Whether the ballot allows them is for its rules. */
const choices: Field<{ [position: string]: Json }> = {
  schema: Type.Record(Type.String(), Type.Unknown(), {
    description: 'Choices by position of their envelope, as the public log will show them',
  }),
  read(raw) {
    const value = typeof raw === 'string' && raw.length <= MOST_LETTERS ? parsed(raw) : raw
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { value: value as { [position: string]: Json } }
      : wrong
  },
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const LONGEST = PREFIX_BYTES + tokenMessage(Number.MAX_SAFE_INTEGER, Buffer.alloc(PK_BYTES)).length

export const byNumber = form({ number: numberInPath() })
export const byKey = form({ number: numberInPath(), pk: ballotKey })

// As on the ballot of an account: where there is a roll it knows.
const voter = {
  place: optional(placeKey()),
  oldEnough: checkbox(),
  code: optional(text({ max: 40 })),
  age: optional(choice(ageBands)),
}

export const voterForm = form(voter)
export const issueForm = form({ blinded: bytes(MODULUS_BYTES), ...voter })

export const castForm = form({
  pk: ballotKey,
  prepared: bytes(PREFIX_BYTES + PK_BYTES, LONGEST),
  signature: bytes(MODULUS_BYTES),
  seq: integer({ min: 1, max: 1_000_000 }),
  picks: choices,
  edSig: bytes(ED_SIGNATURE_BYTES),
})
