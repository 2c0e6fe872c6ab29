import type { Generated } from 'kysely'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { Level, PetitionState, ThresholdName } from './petition.ts'

export interface PetitionTable {
  id: string
  number: Generated<number>
  state: PetitionState
  lang: Lang
  title: string
  slug: string
  why_markdown: string
  why_html: string
  text_salt: Buffer
  place_key: string
  topic: string
  starter_mailbox_id: string | null
  starter_name: string | null
  created_at: Date
  published_at: Date | null
  closes_on: string | null
  closed_at: Date | null
}

declare module '#kernel/database/tables.ts' {
  interface Tables {
    'petitions.petition': PetitionTable
    'petitions.addressee': { petition_id: string; organisation_id: string; position: number }
    'petitions.threshold': {
      petition_id: string
      name: ThresholdName
      signatures: number
      level: Level
      organisation_id: string
      paper: Generated<number>
      crossed_at: Date | null
    }
    'petitions.event': { id: string; petition_id: string; kind: string; data: unknown; happened_at: Date }
  }
}
