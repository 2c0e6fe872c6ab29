import Type from 'typebox'
import { CitationLine } from '#commons/citations/show-citations.ts'
import { nullable } from '#kernel/http/nullable.ts'
import { AnswerOnIdea } from '../answers/answer-reply.ts'
import { projectStates } from '../delivery/project.ts'
import { categories, ideaStates, standings, voteOutcomes } from '../idea.ts'
import { NeedLink } from '../needs/replies.ts'
import { PointMapView } from '../point-map.ts'
import { ProcessRef } from '../process-ref.ts'
import { MarkView } from '../recount/replies.ts'
import { ReviewOnIdea } from '../review/on-page.tsx'
import { sorts } from './fields.ts'
import { HidingAppeal, WaitingAppeal } from './hiding-reply.ts'

const Lang = Type.Enum(['ro', 'ru', 'en'])
const State = Type.Enum([...ideaStates])
const Standing = Type.Enum([...standings])
const VotedOn = nullable(
  Type.Enum([...voteOutcomes], {
    description:
      'What the council decided after the vote, and whether the project was stopped since; null before, and where that is not told',
  }),
)
const CategoryName = Type.Enum([...categories])
const Named = Type.Object({ key: Type.String(), name: Type.String() })
const ByRoll = Type.Boolean({ description: 'The roll knows who may take part: nothing is declared' })
const PlaceOption = Type.Object({ key: Type.String(), name: Type.String(), group: Type.String() })

/** As links name an idea; of a hidden one the title is the words that say so. */
export const IdeaLink = Type.Object({ number: Type.Integer(), slug: Type.String(), title: Type.String(), lang: Lang })
export type IdeaLink = Type.Static<typeof IdeaLink>

const PictureLink = Type.Object({ path: Type.String(), description: Type.String() })

export const IdeaItem = Type.Intersect([
  IdeaLink,
  Type.Object({
    state: State,
    voted: VotedOn,
    place: Named,
    category: CategoryName,
    supports: Type.Integer(),
    createdAt: Type.String(),
    /** The first one, small. */
    picture: nullable(PictureLink),
  }),
])
export type IdeaItem = Type.Static<typeof IdeaItem>

const Answers = Type.Boolean({ description: 'No vote: the authority answers the most supported' })

export const IdeaList = Type.Object({
  process: ProcessRef,
  items: Type.Array(IdeaItem),
  total: Type.Integer(),
  next: nullable(Type.String()),
  first: Type.Boolean({ description: 'This is the first part of the list' }),
  open: Type.Boolean({ description: 'Ideas are proposed and supported now' }),
  closesOn: Type.String({ format: 'date' }),
  supportsNeeded: Type.Integer({ description: '0: every idea is reviewed' }),
  answers: Answers,
  counted: Type.Boolean({ description: 'Supports were written into the public log when gathering ended' }),
  mark: MarkView,
  standings: Type.Array(Type.Object({ standing: Standing, ideas: Type.Integer() }), {
    description: 'How many ideas of the process stand how; those on the ballot also by what the council decided',
  }),
  query: Type.Object({
    q: nullable(Type.String()),
    category: nullable(CategoryName),
    state: nullable(Standing),
    sort: Type.Enum([...sorts]),
  }),
})
export type IdeaList = Type.Static<typeof IdeaList>

const PictureView = Type.Object({
  id: Type.String(),
  path: Type.String(),
  description: Type.String(),
  width: Type.Integer(),
  height: Type.Integer(),
})

export const IdeaMap = Type.Object({
  process: ProcessRef,
  more: Type.Boolean({ description: 'There are more than are drawn' }),
  items: Type.Array(
    Type.Intersect([
      IdeaLink,
      Type.Object({
        place: Type.String(),
        address: nullable(Type.String()),
        latitude: Type.Number(),
        longitude: Type.Number(),
      }),
    ]),
  ),
})
export type IdeaMap = Type.Static<typeof IdeaMap>

export const IdeaView = Type.Intersect([
  IdeaLink,
  Type.Object({
    state: State,
    voted: VotedOn,
    process: ProcessRef,
    html: nullable(Type.String({ description: 'Null when it is hidden' })),
    hidden: nullable(Type.String({ description: 'Why a moderator hid it' })),
    place: Type.Array(Named, { description: 'From the country down to the place' }),
    address: nullable(Type.String({ description: 'Where it is, in words' })),
    point: nullable(Type.Object({ latitude: Type.Number(), longitude: Type.Number() })),
    category: CategoryName,
    costGuess: nullable(Type.Integer({ description: 'What its author thinks that it costs; minor units' })),
    currency: Type.String(),
    author: nullable(Type.String({ description: 'Only when the author chose so' })),
    coAuthors: Type.Array(Type.String(), { description: 'Those who write it with the author and chose to be named' }),
    pictures: Type.Array(PictureView),
    textSince: nullable(Type.String({ description: 'Since when the text stands that was adapted in review' })),
    supports: Type.Integer(),
    supportsNeeded: Type.Integer({ description: '0: every idea is reviewed' }),
    open: Type.Boolean({ description: 'It can be supported now' }),
    declares: Type.Boolean({ description: 'Who supports says where they live or how old they are' }),
    closesOn: Type.String({ format: 'date' }),
    createdAt: Type.String(),
    mergedInto: nullable(IdeaLink),
    tookIn: Type.Array(IdeaLink, { description: 'Ideas that became part of this one' }),
    events: Type.Array(Type.Object({ kind: Type.String(), text: Type.String(), at: Type.String() })),
    counted: Type.Boolean({ description: 'Its support was written into the public log when gathering ended' }),
    mark: MarkView,
    comments: Type.Integer({ description: 'How many comments stand in the discussion' }),
    need: nullable(NeedLink),
    answers: Answers,
    answer: AnswerOnIdea,
    review: ReviewOnIdea,
    delivery: nullable(Type.String({ description: 'Address of its page as a funded project' })),
    deliveryState: nullable(Type.Enum([...projectStates], { description: 'How far this project came' })),
    notFunded: nullable(
      Type.String({ description: 'Address of the result by which the council decided on other projects' }),
    ),
    cites: Type.Array(CitationLine, { description: 'Datasets to which the text links' }),
  }),
])
export type IdeaView = Type.Static<typeof IdeaView>

export const SupportView = Type.Object({
  idea: IdeaItem,
  process: ProcessRef,
  supported: Type.Boolean({ description: 'By the person who asks' }),
  open: Type.Boolean(),
  closesOn: Type.String({ format: 'date' }),
  supportsNeeded: Type.Integer(),
  answers: Answers,
  levelEnough: Type.Boolean(),
  byRoll: ByRoll,
  minAge: Type.Integer(),
  residentsOnly: Type.Boolean(),
  residence: nullable(Type.String({ description: 'Place of the account' })),
  residences: Type.Array(PlaceOption),
})
export type SupportView = Type.Static<typeof SupportView>

export const NewIdeaView = Type.Object({
  process: ProcessRef,
  standing: Type.Enum(['coming', 'open', 'closed']),
  closesOn: Type.String({ format: 'date' }),
  title: nullable(Type.String({ description: 'Typed before the rest is asked, as it was typed; null before that' })),
  need: nullable(Type.Integer({ description: 'The need that was chosen before' })),
  needs: Type.Array(NeedLink, { description: 'Needs that it can answer, the highest first' }),
  similar: Type.Array(IdeaItem),
  minAge: Type.Integer(),
  residentsOnly: Type.Boolean(),
  levelEnough: Type.Boolean(),
  byRoll: ByRoll,
  currency: Type.String(),
  name: nullable(Type.String({ description: 'Of the account' })),
  residence: nullable(Type.String({ description: 'Place of the account' })),
  places: Type.Array(PlaceOption, { description: 'Where the idea can be' }),
  residences: Type.Array(PlaceOption),
  map: PointMapView,
})
export type NewIdeaView = Type.Static<typeof NewIdeaView>

export const MyIdeas = Type.Object({
  items: Type.Array(Type.Intersect([IdeaItem, Type.Object({ process: ProcessRef, offers: Type.Integer() })])),
})
export type MyIdeas = Type.Static<typeof MyIdeas>

export const MyIdea = Type.Object({
  idea: IdeaItem,
  process: ProcessRef,
  author: Type.Boolean({ description: 'Of those who write it, the one who proposed it' }),
  mayWithdraw: Type.Boolean(),
  mayAdapt: Type.Boolean(),
  mayIllustrate: Type.Boolean(),
  mayInvite: Type.Boolean(),
  hidden: Type.Boolean(),
  hearing: nullable(
    Type.Object(
      { path: Type.String(), until: Type.String({ format: 'date' }) },
      { description: 'Where its author can say what they hold of a proposed change of its project' },
    ),
  ),
  coAuthors: Type.Array(
    Type.Object({
      id: Type.String(),
      who: nullable(
        Type.String({ description: 'Name, or the address that was invited; null for one without a public name' }),
      ),
      accepted: Type.Boolean(),
      self: Type.Boolean(),
    }),
  ),
  mayMerge: Type.Boolean(),
  offeredTo: nullable(IdeaLink),
  offers: Type.Array(IdeaLink, { description: 'Ideas whose authors would make them part of this one' }),
  similar: Type.Array(IdeaLink),
})
export type MyIdea = Type.Static<typeof MyIdea>

export const IdeaQueue = Type.Object({
  items: Type.Array(Type.Intersect([IdeaItem, Type.Object({ process: ProcessRef })])),
  appeals: Type.Array(WaitingAppeal, { description: 'Hidden ideas whose authors wait for another moderator' }),
  next: nullable(Type.String()),
  first: Type.Boolean(),
})
export type IdeaQueue = Type.Static<typeof IdeaQueue>

export const HidingAppealView = Type.Object({
  idea: IdeaLink,
  title: Type.String({ description: 'As its author wrote it' }),
  hidden: nullable(Type.String({ description: 'Why it is hidden' })),
  mayAppeal: Type.Boolean(),
  appeal: nullable(HidingAppeal),
})
export type HidingAppealView = Type.Static<typeof HidingAppealView>

export const AdaptView = Type.Object({
  idea: IdeaLink,
  process: ProcessRef,
  text: Type.String({ description: 'Markdown, as it stands' }),
  textSince: nullable(Type.String({ description: 'Since when it stands, where it was adapted' })),
  open: Type.Boolean(),
})
export type AdaptView = Type.Static<typeof AdaptView>

export const EarlierTexts = Type.Object({
  idea: IdeaLink,
  process: ProcessRef,
  lang: Lang,
  texts: Type.Array(Type.Object({ html: Type.String(), from: Type.String(), until: Type.String() })),
})
export type EarlierTexts = Type.Static<typeof EarlierTexts>

export const OwnPictures = Type.Object({
  idea: IdeaLink,
  process: ProcessRef,
  pictures: Type.Array(PictureView),
  open: Type.Boolean(),
  full: Type.Boolean({ description: 'It has as many as it may' }),
})
export type OwnPictures = Type.Static<typeof OwnPictures>

export const InvitationView = Type.Object({
  idea: IdeaLink,
  name: nullable(Type.String({ description: 'Of the account' })),
  open: Type.Boolean(),
})
export type InvitationView = Type.Static<typeof InvitationView>

export const HidingView = Type.Object({
  idea: IdeaItem,
  title: Type.String({ description: 'As its author wrote it' }),
  lang: Lang,
  html: Type.String(),
  address: nullable(Type.String()),
  hidden: nullable(Type.String({ description: 'Why it is hidden' })),
  mayHide: Type.Boolean(),
  appeal: nullable(HidingAppeal),
  mayDecide: Type.Boolean({ description: 'The appeal waits, and the viewer is another moderator' }),
})
export type HidingView = Type.Static<typeof HidingView>

export const IdeaRef = Type.Object({ number: Type.Integer() })
export const IdeaAddress = Type.Object({ number: Type.Integer(), slug: Type.String() })
