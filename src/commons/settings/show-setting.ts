import { permit } from '#commons/access/permit.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { currentAuthorities } from '#commons/organisations/authorities.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { changeSettings } from './permission.ts'
import type { SettingDeskView, SettingsView } from './replies.ts'
import type { SettingDefinition } from './settings.ts'
import { authorityOf, settingView, showSettings } from './show-settings.ts'
import { stateOn, storedValues } from './stored-values.ts'
import { valueInWords } from './words.ts'

/** The same rules for those who may change them. */
export async function listSettings(ctx: Context): Promise<SettingsView> {
  permit(ctx, changeSettings)
  ctx.settings.forget()
  return showSettings(ctx)
}

/** One setting with everything an administrator must know before changing it. */
export async function showSetting(ctx: Context, { key }: { key: string }): Promise<SettingDeskView> {
  permit(ctx, changeSettings)
  const { room, setting } = findSetting(ctx, key)
  // Another process may have changed it within the seconds that the copy in memory is kept.
  ctx.settings.forget()
  const today = dayOf(ctx.now, ctx.timeZone)
  const stored = await storedValues(ctx.db, key)
  const states = stateOn(stored, today)
  const authorities = setting.scope === 'authority' ? await currentAuthorities(ctx.db) : []
  return {
    setting: await settingView(ctx, setting, stored),
    room,
    today,
    control: controlOf(ctx, setting),
    authorities: authorities.map(({ slug, name }) => ({ slug, name: inLang(name, ctx.lang) })),
    changes: stored.map((row, at) => ({
      words: valueInWords(ctx.translate(ctx.lang), setting.unit, row.value),
      from: row.from,
      reason: row.reason,
      authority: authorityOf(ctx, row),
      by: row.by,
      at: row.at.toISOString(),
      state: states[at] ?? 'past',
    })),
  }
}

/** @throws NotFound when no manifest has it */
export function findSetting(ctx: Context, key: string): { room: string; setting: SettingDefinition } {
  for (const { name, settings = [] } of ctx.manifests) {
    const setting = settings.find((one) => one.key === key)
    if (setting) return { room: name, setting }
  }
  throw new NotFound()
}

/** Whether nothing is a value of it. An unticked box is a value too, but nobody sets one by sending nothing. */
export function mayBeEmpty({ field }: SettingDefinition): boolean {
  return 'value' in field.read(undefined) && (field.schema as { type?: string }).type !== 'boolean'
}

/** How the value is asked for, as its field's schema says. */
function controlOf(ctx: Context, setting: SettingDefinition): SettingDeskView['control'] {
  const { field, unit } = setting
  const schema = field.schema as { enum?: unknown[]; type?: string }
  const values = schema.enum ?? (schema.type === 'boolean' ? [true, false] : null)
  const label = (value: unknown) => valueInWords(ctx.translate(ctx.lang), unit, value)
  return {
    choices: values?.map((value) => ({ value: String(value), label: label(value) })) ?? null,
    optional: mayBeEmpty(setting),
    numeric: schema.type === 'integer' || schema.type === 'number',
  }
}
