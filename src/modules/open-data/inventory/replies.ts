import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { InstitutionRef, SaidView } from '../catalogue/find/replies.ts'
import { InventoryCounts } from './counts.ts'
import { closedReasons, holdingStates, openness } from './holding.ts'

const Day = Type.String({ description: 'Civil day, YYYY-MM-DD' })
const Instant = Type.String({ description: 'Instant, RFC 3339' })
const State = Type.Enum([...holdingStates], {
  description:
    'published: its dataset is public; planned: it will be; overdue: it should be by now; closed: it is not open',
})
const item = {
  number: Type.Integer({ description: 'Within its institution' }),
  title: SaidView,
  steward: Type.Object(SaidView.properties, { description: 'The office that answers for it' }),
  state: State,
  dueOn: nullable(Day),
  reason: nullable(Type.Enum([...closedReasons])),
  legalBasis: nullable(Type.Object(SaidView.properties, { description: 'The law by which it is not open' })),
  dataset: nullable(Type.Object({ name: Type.String(), title: SaidView }, { description: 'Public' })),
  registerUrl: nullable(Type.String({ description: 'In the state register of information resources' })),
}
export const HoldingItem = Type.Object(item)
export type HoldingItem = Type.Static<typeof HoldingItem>

const list = {
  items: Type.Array(HoldingItem, { description: 'In the order of their numbers' }),
  counts: InventoryCounts,
  total: Type.Integer(),
  state: nullable(Type.Enum([...holdingStates])),
  next: nullable(Type.Integer({ description: 'As `above`, where more follow' })),
  first: Type.Boolean(),
}

export const InventoryView = Type.Object({ institution: InstitutionRef, ...list })
export type InventoryView = Type.Static<typeof InventoryView>

export const CountryInventory = Type.Object({
  ...list,
  items: Type.Array(Type.Object({ ...item, institution: InstitutionRef }), {
    description: 'Those of one institution together, in the order of their numbers',
  }),
  institutions: Type.Integer({ description: 'How many keep an inventory' }),
  next: nullable(Type.String({ description: 'As `after`, where more follow' })),
})
export type CountryInventory = Type.Static<typeof CountryInventory>

const Changed = Type.Object({
  field: Type.String(),
  before: nullable(Type.String()),
  after: nullable(Type.String({ description: 'Of a dataset that is named nothing' })),
})

export const HoldingView = Type.Object({
  institution: InstitutionRef,
  ...item,
  about: nullable(SaidView),
  modifiedAt: Instant,
  history: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      at: Instant,
      act: Type.Enum(['add', 'change', 'import', 'remove']),
      changes: Type.Array(Changed),
    }),
    { description: 'Newest first' },
  ),
})
export type HoldingView = Type.Static<typeof HoldingView>

const Institutions = Type.Array(Type.Object({ id: Type.String(), name: Type.String(), slug: Type.String() }))

export const InventoryDesk = Type.Object({
  ...list,
  items: Type.Array(Type.Object({ ...item, id: Type.String(), institution: Type.String() })),
  institutions: Institutions,
  imported: nullable(Type.Object({ added: Type.Integer(), changed: Type.Integer(), same: Type.Integer() })),
})
export type InventoryDesk = Type.Static<typeof InventoryDesk>

const InLangs = Type.Object({
  ro: nullable(Type.String()),
  ru: nullable(Type.String()),
  en: nullable(Type.String()),
})
export const HoldingDesk = Type.Object({
  institutions: Institutions,
  datasets: Type.Array(Type.Object({ name: Type.String(), title: Type.String() })),
  holding: nullable(
    Type.Object({
      id: Type.String(),
      number: Type.Integer(),
      slug: Type.String({ description: 'Of its institution' }),
      titles: InLangs,
      abouts: InLangs,
      stewards: InLangs,
      openness: Type.Enum([...openness]),
      reason: nullable(Type.Enum([...closedReasons])),
      legalBases: InLangs,
      dueOn: nullable(Day),
      dataset: nullable(Type.String()),
      registerUrl: nullable(Type.String()),
    }),
  ),
})
export type HoldingDesk = Type.Static<typeof HoldingDesk>

export const ImportDesk = Type.Object({ institutions: Institutions, most: Type.Integer() })
export type ImportDesk = Type.Static<typeof ImportDesk>

export const HoldingRef = Type.Object({ holding: Type.String() })
export const InventoryImported = Type.Object({
  added: Type.Integer(),
  changed: Type.Integer(),
  same: Type.Integer({ description: 'Stood there already as the file has it' }),
})
