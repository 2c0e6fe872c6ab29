import { type RawBuilder, sql } from 'kysely'
import { InvalidInput } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ConditionForm } from './fields.ts'
import { domainHashOf } from './trace.ts'

/** What the signatures to set aside have in common; at least one thing besides the petition. Hashes in base64. */
export interface Condition {
  /** With * for anything; letter case does not matter. */
  name?: string
  unit?: string
  source?: string
  domain?: string
  /** First and last civil day of signing. */
  from?: string
  to?: string
}

/**
 * Reads the condition of a form.
 *
 * @throws InvalidInput when it is empty, when it is a source alone (a school has one address) or when a hold is not known
 */
export async function conditionOf(ctx: Context, petitionId: string, form: ConditionForm): Promise<Condition> {
  const wrong = (field: string, key: 'petitions.fraud.empty' | 'petitions.fraud.source-alone' | 'kernel.form.choose') =>
    new InvalidInput([{ field, text: { key } }])
  const source = form.hold === null ? null : await sourceOfHold(ctx, petitionId, form.hold)
  if (form.hold !== null && source === null) throw wrong('hold', 'kernel.form.choose')
  if (form.unit !== null && !ctx.places.countedUnits().some(({ key }) => key === form.unit))
    throw wrong('unit', 'kernel.form.choose')
  const condition: Condition = {
    // Nothing but stars is every name.
    ...(form.name !== null && form.name.replaceAll('*', '').trim() !== '' && { name: form.name }),
    ...(form.unit !== null && { unit: form.unit }),
    ...(source !== null && source),
    ...(form.domain !== null && { domain: domainHashOf(ctx, form.domain.toLowerCase()).toString('base64') }),
    ...(form.from !== null && { from: form.from }),
    ...(form.to !== null && { to: form.to }),
  }
  if (Object.keys(condition).length === 0) throw wrong('name', 'petitions.fraud.empty')
  if (Object.keys(condition).join() === 'source') throw wrong('hold', 'petitions.fraud.source-alone')
  return condition
}

async function sourceOfHold(ctx: Context, petitionId: string, hold: string): Promise<Condition | null> {
  const { rows } = await sql<{ kind: 'source' | 'domain'; hash: string }>`
    SELECT kind, encode(hash, 'base64') AS hash FROM petitions.hold
    WHERE id = ${hold} AND petition_id = ${petitionId} AND hash <> ''`.execute(ctx.db)
  return rows[0] ? { [rows[0].kind]: rows[0].hash.replaceAll('\n', '') } : null
}

/** Standing signatures `s` that a condition names; only those of which no more is known than a mailbox. */
export function matchesSignature(petitionId: string, condition: Condition): RawBuilder<unknown> {
  const { unit, from, to } = condition
  return sql`s.petition_id = ${petitionId} AND s.ended_at IS NULL AND s.level = 'email' ${shared('s', condition)}
    ${unit === undefined ? sql`` : sql`AND s.unit_key = ${unit}`}
    ${from === undefined ? sql`` : sql`AND s.confirmed_on >= ${from}`} ${to === undefined ? sql`` : sql`AND s.confirmed_on <= ${to}`}`
}

/** Requests `s` that wait for their mail. */
export function matchesRequest(ctx: Pick<Context, 'places' | 'timeZone'>, petitionId: string, condition: Condition) {
  const { unit, from, to } = condition
  const day = sql`(s.requested_at AT TIME ZONE ${ctx.timeZone})::date`
  return sql`s.petition_id = ${petitionId} ${shared('s', condition)}
    ${unit === undefined ? sql`` : sql`AND s.place_key = ANY(${ctx.places.under(unit)}::text[])`}
    ${from === undefined ? sql`` : sql`AND ${day} >= ${from}`} ${to === undefined ? sql`` : sql`AND ${day} <= ${to}`}`
}

function shared(row: string, { name, source, domain }: Condition): RawBuilder<unknown> {
  const column = (of: string) => sql.ref(`${row}.${of}`)
  const hash = (of: string, value: string) => sql`AND ${column(of)} = ${Buffer.from(value, 'base64')}`
  return sql`${name === undefined ? sql`` : sql`AND ${column('name')} ILIKE ${likeOf(name)}`}
    ${source === undefined ? sql`` : hash('source_hash', source)} ${domain === undefined ? sql`` : hash('domain_hash', domain)}`
}

/** '*' stands for anything; what LIKE would read as a sign is taken as written. */
export function likeOf(pattern: string): string {
  return pattern.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`).replaceAll('*', '%')
}
