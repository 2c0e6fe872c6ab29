import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { LangOfWords } from '../catalogue/find/replies.ts'

const Institution = Type.Object({ slug: Type.String(), name: Type.String() })

export const ProposalView = Type.Object({
  id: Type.String(),
  institution: Institution,
  lang: Type.Enum([...langs]),
  title: Type.String(),
  problem: Type.String({ description: 'Plain lines' }),
  datasets: Type.Array(Type.String(), { description: 'Names' }),
  proposedAt: Type.String({ format: 'date-time' }),
  state: Type.Enum(['waiting', 'taken', 'refused']),
  reason: nullable(Type.String({ description: 'Why it was not taken up' })),
  reasonLang: LangOfWords,
  challenge: nullable(Type.Integer({ description: 'Number of the challenge that came of it, once it is public' })),
})
export type ProposalView = Type.Static<typeof ProposalView>

export const NewProposalView = Type.Object({
  institutions: Type.Array(Institution),
  dataset: nullable(Type.String({ description: 'From whose page one comes' })),
  institution: nullable(Type.String({ description: 'Whose dataset that is, where it may be asked' })),
})
export type NewProposalView = Type.Static<typeof NewProposalView>

export const OwnProposals = Type.Object({
  items: Type.Array(ProposalView, { description: 'Of the person who asks, the newest first' }),
})
export type OwnProposals = Type.Static<typeof OwnProposals>

export const ProposalQueue = Type.Object({
  items: Type.Array(ProposalView, { description: 'What waits, the oldest first' }),
  total: Type.Integer(),
  next: nullable(Type.String()),
  first: Type.Boolean(),
})
export type ProposalQueue = Type.Static<typeof ProposalQueue>

export const ProposalRef = Type.Object({ proposal: Type.String() })
export const Taken = Type.Object({ challenge: Type.Integer({ description: 'Number of the draft' }) })
export const Done = Type.Object({})
