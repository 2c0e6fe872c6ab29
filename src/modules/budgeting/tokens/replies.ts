import Type from 'typebox'
import { EntryPromise } from '#commons/ledger/replies.ts'
import { nullable } from '#kernel/http/nullable.ts'
import { OfferedWay } from '../paper/replies.ts'
import { CastPromise, declared, shared } from '../vote/replies.ts'

const WaysOnPaper = Type.Array(OfferedWay, { description: 'How else one votes: on paper' })

const scripts = {
  scripts: Type.Array(Type.Object({ path: Type.String(), sha256: Type.String({ description: 'Hexadecimal' }) }), {
    description: 'The programs that the page loads',
  }),
  scriptsToldOn: nullable(
    Type.String({ format: 'date', description: 'Since when the public log names these; null while it does not' }),
  ),
}

/** What a person needs to get a token, and what the public log says of it. */
export const TokenView = Type.Object({
  ...shared,
  ...declared,
  byToken: Type.Boolean({ description: 'People vote with tokens here' }),
  ways: WaysOnPaper,
  ...scripts,
  channel: nullable(
    Type.Enum(['account', 'token', 'paper'], { description: 'The way to vote that this person took; each has one' }),
  ),
  issued: Type.Boolean({ description: 'A token was issued to this person' }),
  mailbox: Type.String({ description: 'The own address, as the commitment has it' }),
  salt: Type.String({ description: 'Opens the commitment; base64url' }),
  commitment: Type.String({
    description: 'Stands in the public log when a token was issued to this person, and else nowhere; base64url',
  }),
})
export type TokenView = Type.Static<typeof TokenView>

/** The blank ballot: the same for everybody. */
export const VoteView = Type.Object({
  ...shared,
  byToken: Type.Boolean({ description: 'People vote with tokens here' }),
  ways: WaysOnPaper,
  ...scripts,
})
export type VoteView = Type.Static<typeof VoteView>

export const VoterChecked = Type.Object({ number: Type.Integer() })

export const TokenIssued = Type.Object({
  number: Type.Integer(),
  signature: Type.String({ description: 'Of the blinded message; base64url' }),
})

export const BallotCast = Type.Object({
  number: Type.Integer(),
  seq: Type.Integer(),
  commitment: Type.String({ description: 'As the public log names the ballot; base64url' }),
  nonce: Type.String({ description: 'Opens the commitment; base64url' }),
  promise: CastPromise,
})

/** What became of the ballots of one key. */
export const CastState = Type.Object({
  seq: Type.Integer({ description: 'Number of the last ballot that this key cast; 0 before the first' }),
  commitment: nullable(Type.String()),
  entry: nullable(EntryPromise),
})
export type CastState = Type.Static<typeof CastState>
