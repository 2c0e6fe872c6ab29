import { sql } from 'kysely'
import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { currentAuthorities } from '#commons/organisations/authorities.ts'
import { InvalidInput } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { changeSettings } from './permission.ts'
import type { SettingDefinition } from './settings.ts'
import { findSetting, mayBeEmpty } from './show-setting.ts'
import { valueInWords } from './words.ts'

interface Change {
  value: unknown
  from: string
  reason: string
  authority: string | null
}

/**
 * Sets a value that holds from a day on. The past keeps its value: a day that is over is refused, and nothing is overwritten.
 * @throws InvalidInput naming the field; the setting's own field judges the value
 */
export async function changeSetting(ctx: WriteContext, { key }: { key: string }, change: Change) {
  const by = permit(ctx, changeSettings)
  const { setting } = findSetting(ctx, key)
  const { from, reason, authority } = change
  const value = readValue(setting, change.value)
  if (from < dayOf(ctx.now, ctx.timeZone)) throw wrong('from', 'settings.from.past')
  const organisationId = authority === null ? null : await ownerOf(ctx, setting, authority)
  ctx.settings.forget()
  const before = await ctx.settings.valueOn(setting, from, organisationId)
  await sql`
    INSERT INTO settings.value (id, key, organisation_id, from_on, value, reason, set_by, set_at)
    VALUES (${newId(ctx.now)}, ${key}, ${organisationId}, ${from}, ${JSON.stringify(value)}::jsonb, ${reason}, ${by.person.accountId}, ${ctx.now})`.execute(
    ctx.tx,
  )
  await recordAct(ctx.tx, {
    by,
    act: 'settings.change',
    subject: { kind: 'setting', id: key },
    data: { before, after: value, from, reason, ...(authority && { authority }) },
    now: ctx.now,
  })
  ctx.settings.forget()
  return { key, from, value, words: valueInWords(ctx.translate(ctx.lang), setting.unit, value) }
}

function readValue(setting: SettingDefinition, raw: unknown): unknown {
  if (raw === undefined && !mayBeEmpty(setting))
    throw new InvalidInput([{ field: 'value', text: { key: 'kernel.form.missing' } }])
  const read = setting.field.read(raw)
  if ('error' in read) throw new InvalidInput([{ field: 'value', text: read.error }])
  return read.value
}

async function ownerOf(ctx: WriteContext, setting: SettingDefinition, slug: string): Promise<string> {
  if (setting.scope !== 'authority') throw wrong('authority', 'settings.authority.house-only')
  const found = (await currentAuthorities(ctx.tx)).find((one) => one.slug === slug)
  if (!found) throw wrong('authority', 'settings.authority.unknown')
  return found.id
}

function wrong(
  field: string,
  key: 'settings.from.past' | 'settings.authority.house-only' | 'settings.authority.unknown',
): InvalidInput {
  return new InvalidInput([{ field, text: { key } }])
}
