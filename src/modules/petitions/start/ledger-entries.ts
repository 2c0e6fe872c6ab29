import type { Entry } from '#commons/ledger/append-entry.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import { keyedHash } from '#kernel/config/secrets.ts'

/** A text as public records know it: salted, so that neither a guess nor a masked passage can be tried against it. */
export function textHash(salt: Buffer, title: string, why: string): Buffer {
  return keyedHash(salt, 'text', title, why)
}

/** The petition has this text from this day. */
export function textVersion(petition: number, version: number, hash: Buffer, day: PlainDay): Entry {
  return { kind: 'petitions.text-version', v: 1, petition, version, text: hash.toString('base64url'), day }
}

/** Signatures are collected for this version of the text, until the end of a day. */
export function published(petition: number, version: number, closesOn: PlainDay, day: PlainDay): Entry {
  return { kind: 'petitions.published', v: 1, petition, version, closesOn, day }
}

/** The starter added this to the frozen text. */
export function clarified(petition: number, position: number, salt: Buffer, markdown: string, day: PlainDay): Entry {
  const text = keyedHash(salt, 'clarification', markdown).toString('base64url')
  return { kind: 'petitions.clarified', v: 1, petition, position, text, day }
}
