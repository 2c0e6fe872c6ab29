import Type from 'typebox'
import { day, type Field, form, optional, text } from '#kernel/forms/fields.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { changeSetting } from './change-setting.ts'
import { HouseRulesPage } from './pages/house-rules-page.tsx'
import { SettingDeskPage } from './pages/setting-desk-page.tsx'
import { SettingsPage } from './pages/settings-page.tsx'
import { SettingChanged, SettingDeskView, SettingsView } from './replies.ts'
import { listSettings, showSetting } from './show-setting.ts'
import { showSettings } from './show-settings.ts'

const byKey = form({ key: text({ max: 80, pattern: /^[a-z][A-Za-z0-9.-]*$/ }) })

/** What it must be, and whether it may be empty, is for the setting's own field to say. */
const anyValue: Field<unknown> = {
  keep: 'choice',
  schema: Type.Unknown(),
  read: (raw) => ({ value: raw }),
}

const showHouseRules = page({
  name: 'showHouseRules',
  path: '/settings',
  reply: SettingsView,
  load: showSettings,
  html: (reply, view) => HouseRulesPage({ reply, view }),
})

const showSettingsDesk = page({
  name: 'listSettings',
  path: '/work/settings',
  audience: 'personal',
  reply: SettingsView,
  load: listSettings,
  html: (reply, view) => SettingsPage({ reply, view }),
  unlisted: true,
})

const showSettingDesk = page({
  name: 'showSetting',
  path: '/work/settings/:key',
  params: byKey,
  audience: 'personal',
  reply: SettingDeskView,
  load: showSetting,
  html: (reply, view, form) => SettingDeskPage({ reply, view, form }),
  unlisted: true,
})

const postSettingChange = action({
  name: 'changeSetting',
  path: '/work/settings/:key',
  params: byKey,
  audience: 'personal',
  body: form({
    value: anyValue,
    from: day(),
    reason: text({ max: 500, min: 5, lines: true, missing: 'settings.reason.missing' }),
    authority: optional(text({ max: 80 })),
  }),
  reply: SettingChanged,
  status: 201,
  repeat: 'key',
  run: changeSetting,
  form: showSettingDesk,
  done: ({ key }) => `/work/settings/${key}`,
})

export const endpoints = [showHouseRules, showSettingsDesk, showSettingDesk, postSettingChange]
