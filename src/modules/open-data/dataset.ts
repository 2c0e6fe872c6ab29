import { defineLifecycle } from '#commons/lifecycle/lifecycle.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'

/** An officer of the owner writes it, another one (or an administrator) publishes it; what was public is withdrawn with a reason, never deleted. */
export const datasetLife = defineLifecycle({
  name: 'open-data.dataset',
  initial: 'draft',
  states: { draft: {}, review: {}, published: {}, withdrawn: {} },
  transitions: {
    submit: { from: ['draft'], to: 'review', by: ['officer'] },
    giveBack: { from: ['review'], to: 'draft', by: ['officer'] },
    publish: { from: ['draft', 'review'], to: 'published', by: ['officer', 'system'] },
    withdraw: { from: ['published'], to: 'withdrawn', by: ['officer'] },
    publishAgain: { from: ['withdrawn'], to: 'published', by: ['officer'] },
  },
})
export type DatasetState = keyof typeof datasetLife.states

export const accessRights = ['PUBLIC', 'RESTRICTED', 'NON_PUBLIC'] as const
export type AccessRights = (typeof accessRights)[number]

/** What a dataset says of itself. */
export interface Description {
  title: Localised
  /** Markdown; languages may be absent. */
  description: Partial<Record<Lang, string>>
  keywords: Partial<Record<Lang, string[]>>
  /** Codes of the EU's data themes. */
  themes: string[]
  licence: string
  /** A code of the EU's frequencies. */
  frequency: string
  accessRights: AccessRights
  contactName: string | null
  contactEmail: string | null
  contactUrl: string | null
  placeKey: string | null
  /** Civil days, YYYY-MM-DD. */
  coversFrom: string | null
  coversTo: string | null
  highValue: string | null
}

/** Where a dataset came from that is read from another catalogue. */
export interface Harvested {
  /** Id of the source here. */
  source: string
  /** Address of the catalogue. */
  from: string
  /** What it is called there. */
  id: string
  /** Where people read of it there. */
  page: string | null
  /** By which the whole world may know it. */
  uri: string | null
  /** It is read no more: its officers change it. */
  ended?: boolean
}

export interface Dataset extends Description {
  id: string
  name: string
  organisationId: string
  state: DatasetState
  extras: Record<string, unknown>
  /** Null for one that was made here. */
  harvested: Harvested | null
  createdAt: Date
  modifiedAt: Date
  publishedAt: Date | null
  publishAt: Date | null
  withdrawnAt: Date | null
  withdrawnReason: string | null
  /** Of the reason; null where nobody said so. */
  withdrawnLang: Lang | null
}

/** A file, an address or a service of a dataset. */
export interface Distribution {
  id: string
  datasetId: string
  position: number
  title: Localised
  description: Partial<Record<Lang, string>>
  /** Of what is outside; null for what was uploaded. */
  url: string | null
  /** A code of the EU's file types. */
  format: string | null
  licence: string | null
  /** What is public of it; null: nothing yet. */
  currentVersionId: string | null
  extras: Record<string, unknown>
  createdAt: Date
  modifiedAt: Date
}
