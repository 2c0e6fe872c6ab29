import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { LangOfWords, SaidView } from '../catalogue/find/replies.ts'
import { challengeLife, phases, stages } from './challenge.ts'

const Lang = Type.Enum(['ro', 'ru', 'en'])
const At = Type.String({ format: 'date-time' })
const Day = Type.String({ format: 'date' })
const Institution = Type.Object({ slug: Type.String(), name: Type.String() })
const states = Object.keys(challengeLife.states) as (keyof typeof challengeLife.states)[]

export const ChallengeItem = Type.Object({
  number: Type.Integer(),
  title: SaidView,
  state: Type.Enum([...states]),
  phase: nullable(Type.Enum([...phases], { description: 'That runs now; null when all days have passed' })),
  institution: Institution,
  teamsUntil: Day,
  prototypesUntil: Day,
  pilotUntil: Day,
  teams: Type.Integer({ description: 'That take part' }),
})
export type ChallengeItem = Type.Static<typeof ChallengeItem>

export const ChallengeList = Type.Object({
  items: Type.Array(ChallengeItem),
  next: nullable(Type.String()),
  first: Type.Boolean(),
})
export type ChallengeList = Type.Static<typeof ChallengeList>

const SaidOfTeam = Type.Object({ text: Type.String(), lang: LangOfWords, at: At })

export const TeamView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  lang: Lang,
  stage: Type.Enum([...stages]),
  proposal: nullable(Type.String({ description: 'Null while it is hidden' })),
  members: Type.Array(Type.String(), { description: 'Names that their bearers agreed to have shown' }),
  prototype: nullable(Type.Object({ url: Type.String(), text: Type.String(), at: At })),
  pilot: nullable(SaidOfTeam),
  result: nullable(SaidOfTeam),
  hidden: nullable(Type.String({ description: 'Why the institution hid it' })),
  hiddenLang: LangOfWords,
})
export type TeamView = Type.Static<typeof TeamView>

const Problem = Type.Object({ html: Type.String(), lang: Lang })

export const ChallengeChange = Type.Object({
  at: At,
  before: Type.Object(
    {
      title: nullable(SaidView),
      problem: nullable(Problem),
      datasets: nullable(Type.Array(Type.String())),
      teamsUntil: nullable(Day),
      prototypesUntil: nullable(Day),
      pilotUntil: nullable(Day),
      hidden: nullable(Type.String({ description: 'Why its words from before are told no more' })),
      hiddenLang: LangOfWords,
      masked: nullable(Type.String({ description: 'Why some of its words from before are told no more' })),
      maskedLang: LangOfWords,
    },
    { description: 'What it said before; null where it says the same' },
  ),
})
export type ChallengeChange = Type.Static<typeof ChallengeChange>

export const ChallengeView = Type.Object({
  ...ChallengeItem.properties,
  problem: Problem,
  ended: nullable(Type.Object({ text: SaidView, at: At })),
  datasets: Type.Array(Type.Object({ name: Type.String(), title: SaidView })),
  teamList: Type.Array(TeamView),
  takesTeams: Type.Boolean(),
  changes: Type.Array(ChallengeChange, { description: 'Since everybody sees it, the newest first' }),
})
export type ChallengeView = Type.Static<typeof ChallengeView>

export const NewTeamView = Type.Object({
  challenge: ChallengeItem,
  takesTeams: Type.Boolean(),
  team: nullable(Type.String({ description: 'Id of the team in which the person is' })),
  name: nullable(Type.String({ description: 'Of the account' })),
})
export type NewTeamView = Type.Static<typeof NewTeamView>

export const OwnTeamView = Type.Object({
  challenge: ChallengeItem,
  team: TeamView,
  invitations: Type.Array(
    Type.Object({
      id: Type.String(),
      url: Type.String({ description: 'By which one person joins' }),
      madeAt: At,
    }),
    { description: 'That nobody has used or taken back' },
  ),
  takesMembers: Type.Boolean(),
  takesPrototypes: Type.Boolean(),
})
export type OwnTeamView = Type.Static<typeof OwnTeamView>

export const InvitationView = Type.Object({
  challenge: ChallengeItem,
  team: TeamView,
  token: Type.String(),
  member: Type.Boolean({ description: 'The person is in it already' }),
  takesMembers: Type.Boolean(),
  name: nullable(Type.String({ description: 'Of the account' })),
})
export type InvitationView = Type.Static<typeof InvitationView>

const Words = Type.Object({ ro: nullable(Type.String()), ru: nullable(Type.String()), en: nullable(Type.String()) })
export const NewChallengeView = Type.Object({
  institutions: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
})
export type NewChallengeView = Type.Static<typeof NewChallengeView>

export const ChallengeDesk = Type.Object({
  challenge: ChallengeView,
  titles: Words,
  problems: Words,
  datasetNames: Type.Array(Type.String()),
  may: Type.Array(Type.Enum(['publish', 'change', 'close', 'cancel'])),
})
export type ChallengeDesk = Type.Static<typeof ChallengeDesk>

export const ChallengeRef = Type.Object({ number: Type.Integer() })
export const TeamRefView = Type.Object({ team: Type.String() })
