import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { ballotKinds, leftovers } from '../budget.ts'
import { ruleNames } from '../counting/rule-names.ts'
import { Original } from '../names.ts'
import { comparisons } from '../offered-rules.ts'

const Money = (description: string) => Type.Integer({ description: `${description}; minor units` })

const ProjectItem = Type.Object({
  number: Type.Integer({ description: 'On the ballot and in the public log' }),
  title: Type.String(),
  lang: Type.Enum(['ro', 'ru', 'en']),
  original: Original,
  cost: Money('What it costs, with all that belongs to it'),
  path: Type.String({ description: 'Page of its idea, without the language' }),
  place: Type.String(),
  void: nullable(Type.String({ description: 'Why it was taken off during the vote' })),
})

/** A list of a ballot, with how it is filled in. */
export const EnvelopeWithProjects = Type.Object({
  position: Type.Integer(),
  name: Type.String(),
  place: Type.String(),
  amount: Money('What can be spent'),
  ballotKind: Type.Enum([...ballotKinds]),
  minPicks: Type.Integer(),
  maxPicks: Type.Integer({ description: 'In a ranking also the number of places' }),
  points: nullable(Type.Integer({ description: 'That a ballot spreads' })),
  maxPoints: nullable(Type.Integer({ description: 'That one project gets at most' })),
  rule: Type.Enum([...ruleNames]),
  minimum: nullable(Type.Integer({ description: 'Votes (points) without which no project is funded' })),
  comparison: Type.Enum([...comparisons], {
    description: 'Whether the outcome is compared with counting by votes, and by what',
  }),
  leftovers: Type.Enum([...leftovers, 'carry-over']),
  projects: Type.Array(ProjectItem),
})
export type EnvelopeWithProjects = Type.Static<typeof EnvelopeWithProjects>
