import { createHash } from 'node:crypto'
import type { Entry } from '#commons/ledger/append-entry.ts'
import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'

const versions = { 'token-issuer': 1, 'tokens-issued': 1, 'issuer-destroyed': 1, 'ballot-scripts': 1 } as const

export const ledgerEntries: EntryKind[] = Object.entries(versions).map(([act, v]) => ({
  kind: `budgeting.${act}`,
  v,
  says: `budgeting.entry.${act}` as MessageKey,
}))

/** How entries name an issuer's key; it is also the record by which its entry is found. */
export function issuerName(spki: Buffer): Buffer {
  return createHash('sha256').update(spki).digest()
}

/** The key whose signatures make tokens of this vote: one for everybody, so it tells nobody apart. */
export function tokenIssuer(process: number, spki: Buffer, opens: PlainDay, closes: PlainDay, day: PlainDay): Entry {
  const record = issuerName(spki).toString('base64url')
  return { kind: 'budgeting.token-issuer', v: 1, process, spki: spki.toString('base64'), opens, closes, record, day }
}

/** So many people got a token; each can open the commitment that is theirs. Many at once, in the order of commitments. */
export function tokensIssued(process: number, commitments: Buffer[]): Entry {
  return {
    kind: 'budgeting.tokens-issued',
    v: 1,
    process,
    commitments: commitments.map((one) => one.toString('base64url')),
  }
}

/** The pages of anonymous votes load these programs from now on. */
export function ballotScripts(scripts: readonly { path: string; sha256: string }[], day: PlainDay): Entry {
  return { kind: 'budgeting.ballot-scripts', v: 1, scripts: scripts.map(({ path, sha256 }) => ({ path, sha256 })), day }
}

/** Nobody can sign tokens of this vote any more. */
export function issuerDestroyed(process: number, spki: Buffer, refused: number, day: PlainDay): Entry {
  return {
    kind: 'budgeting.issuer-destroyed',
    v: 1,
    process,
    issuer: issuerName(spki).toString('base64url'),
    refused,
    day,
  }
}
