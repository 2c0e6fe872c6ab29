import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { categories, ideaStates } from '../idea.ts'
import { aspects, refusalReasons, verdicts } from './aspects.ts'

const Money = Type.Integer({ description: 'In minor units' })
const Day = Type.String({ format: 'date' })
const Lang = Type.Enum(['ro', 'ru', 'en'])
const State = Type.Enum([...ideaStates])

const OpinionView = Type.Object({
  aspect: Type.Enum([...aspects]),
  authority: Type.Object({ slug: Type.String(), name: Type.String() }),
  office: Type.String(),
  askedOn: Day,
  clock: nullable(
    Type.Object({
      dueOn: Day,
      daysLeft: Type.Integer({ description: 'Working days; negative: calendar days past the promised day' }),
      total: Type.Integer(),
      over: Type.Boolean({ description: 'The opinion is given, or no longer needed' }),
    }),
  ),
  verdict: nullable(Type.Enum([...verdicts])),
  checked: Type.Array(Type.String()),
  conditions: nullable(Type.String()),
  text: nullable(Type.String()),
  lang: nullable(Lang),
  givenOn: nullable(Day),
  onEarlierText: Type.Boolean({ description: 'Given before the text was adapted' }),
})
export type OpinionView = Type.Static<typeof OpinionView>

const CostView = Type.Object({
  priceOn: Day,
  works: Money,
  vat: Money,
  design: Money,
  contingency: Money,
  total: Money,
  low: Money,
  high: Money,
  upkeepYearly: Money,
})
export type CostView = Type.Static<typeof CostView>

/** What offices and the coordinator said of an idea; every line is public. */
export const ReviewOnIdea = Type.Object({
  number: Type.Integer(),
  state: State,
  currency: Type.String(),
  opinions: Type.Array(OpinionView),
  earlierOpinions: Type.Array(OpinionView, {
    description: 'Given on an earlier text and asked for again, the newest first',
  }),
  names: Type.Array(Type.Object({ lang: Lang, title: Type.String() }), {
    description: 'What the authority calls it in other languages than its author',
  }),
  cost: nullable(CostView),
  accepted: nullable(
    Type.Object({
      envelope: Type.String(),
      text: nullable(Type.String()),
      lang: nullable(Lang),
    }),
  ),
  refused: nullable(
    Type.Object({
      reason: Type.Enum([...refusalReasons]),
      text: Type.String(),
      lang: nullable(Lang),
      on: nullable(Day),
      appealUntil: nullable(Type.String({ format: 'date', description: 'Null once it was appealed or is final' })),
    }),
  ),
  appeal: nullable(
    Type.Object({
      text: nullable(Type.String({ description: 'Null where its author had it erased' })),
      lang: nullable(Lang),
      on: Day,
      decideBy: nullable(
        Type.String({ format: 'date', description: 'Promised by the authority, while it is not decided' }),
      ),
      answer: nullable(Type.String()),
      answerLang: nullable(Lang),
    }),
  ),
})
export type ReviewOnIdea = Type.Static<typeof ReviewOnIdea>

export const IdeaQueue = Type.Object({
  items: Type.Array(
    Type.Object({
      number: Type.Integer(),
      title: Type.String(),
      lang: Lang,
      process: Type.String(),
      waits: Type.Enum(['opinion', 'appeal', 'decision', 'offices', 'colleague']),
      aspect: nullable(Type.Enum([...aspects])),
      dueOn: nullable(Day),
      overdueDays: Type.Integer(),
    }),
  ),
  total: Type.Integer(),
  overdue: Type.Integer(),
})
export type IdeaQueue = Type.Static<typeof IdeaQueue>

export const IdeaDeskView = Type.Object({
  idea: Type.Object({
    number: Type.Integer(),
    slug: Type.String(),
    title: Type.String(),
    lang: Lang,
    state: State,
    textHtml: Type.String(),
    place: Type.String(),
    address: nullable(Type.String()),
    category: Type.Enum([...categories]),
    costGuess: nullable(Money),
  }),
  process: Type.Object({ number: Type.Integer(), title: Type.String() }),
  review: ReviewOnIdea,
  /** The viewer proposed it, and so cannot review it. */
  own: Type.Boolean(),
  may: Type.Object({
    ask: Type.Array(Type.Enum([...aspects]), { description: 'Aspects that were not asked' }),
    askAgain: Type.Array(Type.Enum([...aspects]), { description: 'Opinions that were given on an earlier text' }),
    cost: Type.Boolean(),
    name: Type.Boolean(),
    accept: Type.Boolean(),
    refuse: Type.Boolean(),
    uphold: Type.Boolean(),
    opine: Type.Array(Type.Enum([...aspects]), { description: 'Opinions that the viewer’s authority owes' }),
    takeBack: Type.Array(Type.Enum([...aspects]), { description: 'Requests that nobody has answered' }),
  }),
  /** Why it cannot be accepted yet. */
  lacks: Type.Array(Type.String()),
  authorities: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  authority: Type.String({ description: 'Id of the authority whose budget it is' }),
  envelopes: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), min: nullable(Money), max: Money })),
  today: Day,
})
export type IdeaDeskView = Type.Static<typeof IdeaDeskView>

/** The same with one opinion that was asked. */
export const OpinionDeskView = Type.Intersect([IdeaDeskView, Type.Object({ aspect: Type.Enum([...aspects]) })])
export type OpinionDeskView = Type.Static<typeof OpinionDeskView>

export const AppealView = Type.Object({
  idea: Type.Object({ number: Type.Integer(), slug: Type.String(), title: Type.String(), lang: Lang }),
  review: ReviewOnIdea,
  mayAppeal: Type.Boolean(),
})
export type AppealView = Type.Static<typeof AppealView>

export const IdeaRef = Type.Object({ number: Type.Integer() })
