import { sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import { lawOn } from '#jurisdiction/md/index.ts'
import type { Db } from '#kernel/database/database.ts'
import { type Field, integer } from '#kernel/forms/fields.ts'
import type { Localised } from '#kernel/i18n/lang.ts'

export interface SettingDefinition<T = unknown> {
  /** `<room>.<name>`; its title is the message `<room>.setting.<name>`. */
  key: string
  field: Field<T>
  unit:
    | 'days'
    | 'workingDays'
    | 'signatures'
    | 'people'
    | 'characters'
    | 'bytes'
    | 'percent'
    | 'level'
    | 'yesNo'
    | 'text'
  /** 'house': one value; 'authority': each may have its own, else the house's. */
  scope: 'house' | 'authority'
  /** What holds when nobody set it: a value of the house, or the law's value in force on the day. */
  otherwise: { value: T } | { law: string }
}

declare module '#kernel/module.ts' {
  interface Manifest {
    settings?: SettingDefinition<any>[]
  }
}

declare module '#kernel/http/context.ts' {
  interface Services {
    settings: Settings
  }
}

/** A value with where it comes from. */
export interface SettingInForce<T> {
  value: T
  source:
    | { kind: 'law'; basis: { act: Localised; article: Localised | null }; verified: boolean }
    | { kind: 'authority' | 'house'; from: PlainDay; reason: string }
    | { kind: 'default' }
}

interface Row {
  key: string
  organisationId: string | null
  from: PlainDay
  value: unknown
  reason: string
}

const KEEP_MS = 5_000

/** Dated values. Few rows, read by every act: a copy in memory is at most five seconds old. */
export class Settings {
  private readonly db: Db
  private rows: Row[] = []
  private loadedAt = Number.NEGATIVE_INFINITY

  constructor(db: Db) {
    this.db = db
  }

  /** The value in force on a day, for an authority where the setting has one of its own. */
  async on<T>(
    definition: SettingDefinition<T>,
    day: PlainDay,
    organisationId: string | null = null,
  ): Promise<SettingInForce<T>> {
    await this.refresh()
    const own =
      definition.scope === 'authority' && organisationId ? this.newest(definition.key, organisationId, day) : undefined
    const house = own ?? this.newest(definition.key, null, day)
    if (house)
      return {
        value: house.value as T,
        source: { kind: own ? 'authority' : 'house', from: house.from, reason: house.reason },
      }
    if ('value' in definition.otherwise) return { value: definition.otherwise.value, source: { kind: 'default' } }
    const law = lawOn(definition.otherwise.law, day)
    return { value: law.value as T, source: { kind: 'law', basis: law.basis, verified: law.verified } }
  }

  /** The value alone. */
  async valueOn<T>(definition: SettingDefinition<T>, day: PlainDay, organisationId: string | null = null): Promise<T> {
    return (await this.on(definition, day, organisationId)).value
  }

  /** After a change in this process. */
  forget(): void {
    this.loadedAt = Number.NEGATIVE_INFINITY
  }

  private newest(key: string, organisationId: string | null, day: PlainDay): Row | undefined {
    return this.rows.findLast((row) => row.key === key && row.organisationId === organisationId && row.from <= day)
  }

  private async refresh(): Promise<void> {
    if (performance.now() - this.loadedAt < KEEP_MS) return
    const { rows } = await sql<Row>`
      SELECT key, organisation_id AS "organisationId", from_on AS "from", value, reason FROM settings.value
      ORDER BY from_on, set_at, id`.execute(this.db)
    this.rows = rows
    this.loadedAt = performance.now()
  }
}

/** Declares a setting; the value's type follows from its field. */
export function defineSetting<T>(definition: SettingDefinition<T>): SettingDefinition<T> {
  return definition
}

/** Declares a setting that is a whole number: a term, or a count of people or signatures. */
export function defineNumber(
  key: string,
  unit: 'days' | 'workingDays' | 'signatures' | 'people',
  scope: SettingDefinition['scope'],
  { min, max, otherwise }: { min: number; max: number; otherwise: number },
): SettingDefinition<number> {
  return defineSetting({ key, field: integer({ min, max }), unit, scope, otherwise: { value: otherwise } })
}
