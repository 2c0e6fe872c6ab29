import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { roomTitle } from '#commons/work/room-title.ts'
import { lawOn } from '#jurisdiction/md/index.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import type { SettingsView, SettingView } from './replies.ts'
import type { SettingDefinition } from './settings.ts'
import { type StoredValue, stateOn, storedValues } from './stored-values.ts'
import { settingTitle, valueInWords } from './words.ts'

/** The rules of this house: every setting with the value in force, where it comes from and what it was before. */
export async function showSettings(ctx: Context): Promise<SettingsView> {
  const on = dayOf(ctx.now, ctx.timeZone)
  const stored = Map.groupBy(await storedValues(ctx.db), (row) => row.key)
  const rooms = ctx.manifests.filter(({ settings = [] }) => settings.length > 0)
  return {
    on,
    rooms: await Promise.all(
      rooms.map(async (manifest) => ({
        room: manifest.name,
        title: roomTitle(ctx.translate(ctx.lang), manifest),
        settings: await Promise.all(
          (manifest.settings ?? []).map((setting) => settingView(ctx, setting, stored.get(setting.key) ?? [])),
        ),
      })),
    ),
  }
}

/** @param stored of this setting, as storedValues gives them */
export async function settingView(
  ctx: Context,
  setting: SettingDefinition,
  stored: StoredValue[],
): Promise<SettingView> {
  const t = ctx.translate(ctx.lang)
  const today = dayOf(ctx.now, ctx.timeZone)
  const { value, source } = await ctx.settings.on(setting, today)
  const states = stateOn(stored, today)
  const words = (one: unknown) => valueInWords(t, setting.unit, one)
  return {
    key: setting.key,
    title: settingTitle(t, setting.key) ?? setting.key,
    unit: setting.unit,
    scope: setting.scope,
    value,
    words: words(value),
    source: source.kind === 'authority' ? 'house' : source.kind,
    from: 'from' in source ? source.from : null,
    reason: 'reason' in source ? source.reason : null,
    law: lawBehind(ctx, setting, today),
    values: stored.map((row, at) => ({
      value: row.value,
      words: words(row.value),
      from: row.from,
      reason: row.reason,
      authority: authorityOf(ctx, row),
      holds: states[at] === 'holds',
    })),
  }
}

export function authorityOf(ctx: Context, row: StoredValue): { slug: string; name: string } | null {
  return row.slug && row.name ? { slug: row.slug, name: inLang(row.name, ctx.lang) } : null
}

/** What the law says today, also where the house decided otherwise. */
function lawBehind(ctx: Context, { otherwise, unit }: SettingDefinition, today: string): SettingView['law'] {
  if (!('law' in otherwise)) return null
  const { value, basis, verified } = lawOn(otherwise.law, today)
  return {
    value,
    words: valueInWords(ctx.translate(ctx.lang), unit, value),
    act: inLang(basis.act, ctx.lang),
    article: basis.article && inLang(basis.article, ctx.lang),
    verified,
  }
}
