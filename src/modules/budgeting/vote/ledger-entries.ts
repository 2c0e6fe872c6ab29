import type { Entry } from '#commons/ledger/append-entry.ts'
import type { Json } from '#commons/ledger/canonical-json.ts'
import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'
import type { Envelope, Project } from '../budget.ts'
import { issuerName } from '../tokens/ledger-entries.ts'
import type { OpenedBallot } from './store.ts'

const versions = {
  'ballot-defined': 2,
  'ballot-continued': 1,
  'ballot-cast': 1,
  'ballots-opened': 1,
  'ballots-counted': 1,
  'ballots-replaced': 1,
  'project-void': 1,
} as const

export const ledgerEntries: EntryKind[] = Object.entries(versions).map(([act, v]) => ({
  kind: `budgeting.${act}`,
  v,
  says: `budgeting.entry.${act}` as MessageKey,
}))

/** An entry of the log holds at most 65,535 bytes; a project takes some 45, envelopes and their rules up to 20,000. */
const PROJECTS_IN_ONE = 900

/**
 * Everything that the count will depend on, before anybody votes. Money in minor units. What the first entry has no room for follows in
 * entries of its own.
 */
export function ballotDefined(
  process: number,
  budget: {
    currency: string
    tie: readonly string[]
    opens: PlainDay
    closes: PlainDay
    exclusive: number[][]
    listsBallots: boolean
    issuer: Buffer | null
  },
  envelopes: Envelope[],
  projects: Project[],
  day: PlainDay,
): Entry[] {
  const listed = projects.map(({ number, envelope, cost }) => ({ project: number, envelope, cost }))
  const first = {
    kind: 'budgeting.ballot-defined',
    v: 2,
    process,
    currency: budget.currency,
    opens: budget.opens,
    closes: budget.closes,
    tie: [...budget.tie],
    // What is as usual is not said: entries of usual votes stay as they always were.
    ...(budget.exclusive.length > 0 && { exclusive: budget.exclusive }),
    ...(!budget.listsBallots && { list: false }),
    envelopes: envelopes.map((envelope) => ({
      envelope: envelope.position,
      amount: envelope.amount,
      ballot: envelope.ballotKind,
      min: envelope.minPicks,
      max: envelope.maxPicks,
      ...(envelope.points !== null && { points: envelope.points, most: envelope.maxPoints }),
      ...(envelope.leftovers === 'next-envelope' && { leftovers: envelope.leftovers }),
      rule: envelope.rule,
      parameters: { ...envelope.parameters } as unknown as Json,
    })),
    projects: listed.slice(0, PROJECTS_IN_ONE),
    total: listed.length,
    ...(budget.issuer && { issuer: issuerName(budget.issuer).toString('base64url') }),
    day,
  }
  const entries: Entry[] = [first]
  for (let at = PROJECTS_IN_ONE; at < listed.length; at += PROJECTS_IN_ONE)
    entries.push({
      kind: 'budgeting.ballot-continued',
      v: 1,
      process,
      projects: listed.slice(at, at + PROJECTS_IN_ONE),
      day,
    })
  return entries
}

/** A ballot was cast, or cast again in place of an earlier one: which is told only after the close. */
export function ballotCast(process: number, commitment: Buffer): Entry {
  return { kind: 'budgeting.ballot-cast', v: 1, process, record: commitment.toString('base64url') }
}

/** Ballots that count, in the order of their commitments, which says nothing about when they were cast. */
export function ballotsOpened(process: number, ballots: OpenedBallot[], day: PlainDay): Entry {
  return {
    kind: 'budgeting.ballots-opened',
    v: 1,
    process,
    ballots: ballots.map((ballot) => ({ ...opened(ballot), ...(ballot.token && tokenOf(ballot.token)) })),
    day,
  }
}

/** Ballots that count, in the order of their commitments, of a vote whose single ballots are not published: they stay closed. */
export function ballotsCounted(process: number, commitments: Buffer[], day: PlainDay): Entry {
  return {
    kind: 'budgeting.ballots-counted',
    v: 1,
    process,
    commitments: commitments.map((one) => one.toString('base64url')),
    day,
  }
}

function opened({ commitment, nonce, picks }: Omit<OpenedBallot, 'token'>) {
  return { commitment: commitment.toString('base64url'), nonce: nonce.toString('base64url'), picks }
}

function tokenOf({ pk, prepared, signature, seq, edSignature }: NonNullable<OpenedBallot['token']>) {
  return {
    pk: pk.toString('base64url'),
    prepared: prepared.toString('base64url'),
    signature: signature.toString('base64url'),
    seq,
    edSig: edSignature.toString('base64url'),
  }
}

/** Ballots of tokens that later ones of the same keys replaced: opened as well, so that everybody sees that the last one counts. */
export function tokenBallotsReplaced(process: number, ballots: OpenedBallot[], day: PlainDay): Entry {
  return {
    ...ballotsReplaced(
      process,
      ballots.map(({ commitment }) => commitment),
      day,
    ),
    ballots: ballots.map(({ token, ...ballot }) => {
      const { pk, seq, edSig } = tokenOf(token as NonNullable<typeof token>)
      return { ...opened(ballot), pk, seq, edSig }
    }),
  }
}

/** Ballots that their voters replaced by a later one; they count nothing and stay closed. */
export function ballotsReplaced(process: number, commitments: Buffer[], day: PlainDay): Entry {
  return {
    kind: 'budgeting.ballots-replaced',
    v: 1,
    process,
    commitments: commitments.map((one) => one.toString('base64url')),
    day,
  }
}

/** A project is taken off while people vote: it stays listed and counts as nobody's. */
export function projectVoid(process: number, project: number, day: PlainDay): Entry {
  return { kind: 'budgeting.project-void', v: 1, process, project, day }
}
