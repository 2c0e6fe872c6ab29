import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { Original } from '../names.ts'
import { ProcessRef } from '../process-ref.ts'
import { causes, moments, outcomes, projectStates, steps } from './project.ts'
import { fallbacks } from './rule.ts'

const Lang = Type.Enum(['ro', 'ru', 'en'])
const Day = Type.String({ format: 'date' })
const Money = (description: string) => Type.Integer({ description: `${description}; minor units` })
const ProjectRef = Type.Object({ number: Type.Integer(), title: Type.String(), lang: Lang, original: Original })
const Authority = Type.Object({ slug: Type.String(), name: Type.String() })

/** For pages that count what the vote funded. */
export const SinceVoteView = Type.Object(
  {
    stopped: Type.Integer({ description: 'Projects that the vote chose and that were stopped since' }),
    reserve: Type.Integer({ description: 'Projects of the reserve that took the place of a stopped one' }),
  },
  { description: 'What changed since the council decided' },
)

export const RuleView = Type.Object({
  overCostPercent: Type.Integer({
    description: 'So much over the cost on the ballot may be contracted without the council',
  }),
  topUp: Type.Boolean({ description: 'Whether the council may add money' }),
  fallback: Type.Enum([...fallbacks]),
})
export type RuleView = Type.Static<typeof RuleView>

const Sums = {
  cost: Money('On the ballot'),
  planned: Money('Planned by the lines of money'),
  contracted: Money('Contracted'),
  paid: Money('Paid'),
  over: Money('What it is expected to cost over the cost on the ballot; negative under it'),
}

const InList = Type.Object({
  ...ProjectRef.properties,
  path: Type.String(),
  state: Type.Enum([...projectStates]),
  chosenBy: Type.Enum(['vote', 'reserve', 'answer']),
  place: Type.String(),
  authority: Authority,
  office: nullable(Type.String()),
  ...Sums,
  next: nullable(
    Type.Object({ title: Type.String(), lang: Lang, plannedOn: Day }, { description: 'The milestone that is next' }),
  ),
  overdueDays: Type.Integer({ description: 'Days since the oldest missed milestone; 0 when none is missed' }),
  doneOn: nullable(Day),
})
export type InList = Type.Static<typeof InList>

export const DeliveryList = Type.Object({
  process: ProcessRef,
  answers: Type.Boolean({ description: 'No vote: projects are what the authority took up by answering ideas' }),
  currency: Type.String(),
  begun: Type.Boolean({ description: 'False before the council’s decision' }),
  rule: RuleView,
  sums: Type.Object(Sums),
  projects: Type.Array(InList),
})
export type DeliveryList = Type.Static<typeof DeliveryList>

const MilestoneView = Type.Object({
  id: Type.String(),
  title: Type.String(),
  lang: Lang,
  firstPlannedOn: Day,
  plannedOn: Day,
  doneOn: nullable(Day),
  overdueDays: Type.Integer(),
})
export type MilestoneView = Type.Static<typeof MilestoneView>

const LineView = Type.Object({
  id: Type.String(),
  what: Type.String(),
  lang: Lang,
  planned: Money('Planned'),
  paid: Money('Paid'),
  contract: nullable(
    Type.Object({
      contracted: Money('Contracted'),
      supplier: Type.String(),
      contractNumber: Type.String(),
      contractOn: Day,
      contractUrl: nullable(Type.String()),
      ocid: nullable(Type.String({ description: 'Id of the contracting process in open contracting data (OCDS)' })),
    }),
  ),
})
export type LineView = Type.Static<typeof LineView>

const PictureView = Type.Object({
  id: Type.String(),
  path: Type.String(),
  moment: Type.Enum([...moments]),
  takenOn: Day,
  width: nullable(Type.Integer()),
  height: nullable(Type.Integer()),
  description: Type.String(),
  lang: Lang,
})
export type PictureView = Type.Static<typeof PictureView>

const ScopeView = Type.Object({
  id: Type.String(),
  what: Type.String(),
  reason: Type.String(),
  lang: Lang,
  proposedOn: Day,
  hearUntil: Day,
  statement: nullable(Type.String({ description: 'What the author of the idea holds of it' })),
  statementLang: nullable(Lang),
  heard: Type.Boolean({ description: 'The author made a statement' }),
  outcome: nullable(Type.Enum(['in-force', 'withdrawn'])),
  closedOn: nullable(Day),
})
export type ScopeView = Type.Static<typeof ScopeView>

const DecisionView = Type.Object({
  cause: Type.Enum([...causes]),
  outcome: Type.Enum([...outcomes]),
  reason: Type.String(),
  lang: Lang,
  number: Type.String(),
  on: Day,
  amount: Money('New sum that may be contracted, or the money that became free'),
  next: nullable(Type.Object({ ...ProjectRef.properties, path: Type.String() })),
})
export type DecisionView = Type.Static<typeof DecisionView>

const project = {
  ...InList.properties,
  process: ProcessRef,
  currency: Type.String(),
  rule: RuleView,
  mayContract: nullable(
    Money('What may be contracted without another decision of the council; null of what was taken up by answering'),
  ),
  idea: Type.Object({ number: Type.Integer(), path: Type.String() }),
  replaces: nullable(Type.Object({ ...ProjectRef.properties, path: Type.String() })),
  checkedOn: nullable(Day),
  warranty: nullable(Type.Object({ until: nullable(Day), note: nullable(Type.String()), lang: nullable(Lang) })),
  milestones: Type.Array(MilestoneView),
  lines: Type.Array(LineView),
  pictures: Type.Array(PictureView),
  scope: Type.Array(ScopeView),
  decisions: Type.Array(DecisionView),
  answers: nullable(
    Type.Object(
      { yes: Type.Integer(), no: Type.Integer() },
      { description: 'To the question whether it is done; null before it is asked' },
    ),
  ),
  events: Type.Array(Type.Object({ kind: Type.String(), text: Type.String(), at: Type.String() })),
}

export const ProjectView = Type.Object(project)
export type ProjectView = Type.Static<typeof ProjectView>

export const ProjectDeskView = Type.Object({
  ...project,
  officer: nullable(Type.String({ description: 'Name of who answers for it' })),
  mine: Type.Boolean(),
  authorities: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  organisation: Type.String(),
  may: Type.Object({
    steps: Type.Array(Type.Enum([...steps])),
    plan: Type.Boolean(),
    enforce: Type.Boolean({ description: 'The author of the idea was heard' }),
    decide: Type.Array(Type.Enum([...outcomes])),
  }),
  comments: Type.Array(Type.Object({ done: Type.Boolean(), text: Type.String(), lang: Lang, on: Day }), {
    description: 'What people said with their answers; for the office, without names',
  }),
  today: Day,
})
export type ProjectDeskView = Type.Static<typeof ProjectDeskView>

export const MilestoneDeskView = Type.Object({ ...ProjectDeskView.properties, milestone: MilestoneView })
export type MilestoneDeskView = Type.Static<typeof MilestoneDeskView>
export const LineDeskView = Type.Object({ ...ProjectDeskView.properties, line: nullable(LineView) })
export type LineDeskView = Type.Static<typeof LineDeskView>
export const ReserveDeskView = Type.Object({
  ...ProjectDeskView.properties,
  reserve: nullable(
    Type.Object(
      { free: Money('Free money of the envelope'), next: nullable(ProjectRef) },
      {
        description:
          'Which project would take the place, by the same rule and the same lot; null where that is not asked',
      },
    ),
  ),
})
export type ReserveDeskView = Type.Static<typeof ReserveDeskView>

export const ProjectQueue = Type.Object({
  items: Type.Array(
    Type.Object({
      process: ProcessRef,
      ...ProjectRef.properties,
      state: Type.Enum([...projectStates]),
      office: nullable(Type.String()),
      mine: Type.Boolean(),
      waits: Type.Enum(['milestone', 'plan', 'check', 'owner']),
      dueOn: nullable(Day),
      overdueDays: Type.Integer(),
    }),
  ),
  total: Type.Integer(),
  overdue: Type.Integer(),
})
export type ProjectQueue = Type.Static<typeof ProjectQueue>

export const DeliveryRuleView = Type.Object({
  process: ProcessRef,
  rule: RuleView,
  mayChange: Type.Boolean(),
})
export type DeliveryRuleView = Type.Static<typeof DeliveryRuleView>

export const AnswerView = Type.Object({
  process: ProcessRef,
  project: Type.Object({ ...ProjectRef.properties, state: Type.Enum([...projectStates]) }),
  asked: Type.Boolean(),
  answer: nullable(Type.Object({ done: Type.Boolean(), comment: nullable(Type.String()), on: Day })),
})
export type AnswerView = Type.Static<typeof AnswerView>

export const StatementView = Type.Object({
  process: ProcessRef,
  project: ProjectRef,
  scope: nullable(ScopeView),
})
export type StatementView = Type.Static<typeof StatementView>

export const ProjectAddress = Type.Object({ number: Type.Integer(), project: Type.Integer() })
export const ProcessAddress = Type.Object({ number: Type.Integer() })
