import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'

const Day = Type.String({ description: 'Civil day, YYYY-MM-DD, in the time zone of the installation' })

export const AuthorityRef = Type.Object({ slug: Type.String(), name: Type.String() })

/** A value as data and in words. */
const Valued = { value: Type.Unknown(), words: Type.String() }

const LawView = Type.Object({
  ...Valued,
  act: Type.String(),
  article: nullable(Type.String()),
  verified: Type.Boolean({ description: 'Somebody has checked the value against the text of the law' }),
})

export const SettingView = Type.Object({
  key: Type.String(),
  title: Type.String(),
  unit: Type.String(),
  scope: Type.Enum(['house', 'authority']),
  ...Valued,
  source: Type.Enum(['law', 'house', 'default']),
  from: nullable(Day),
  reason: nullable(Type.String()),
  law: nullable(LawView),
  values: Type.Array(
    Type.Object({
      ...Valued,
      from: Day,
      reason: Type.String(),
      authority: nullable(AuthorityRef),
      holds: Type.Boolean(),
    }),
    { description: 'Every value that was set, newest day first; nothing is deleted' },
  ),
})
export type SettingView = Type.Static<typeof SettingView>

export const RoomSettings = Type.Object({
  room: Type.String(),
  title: Type.String(),
  settings: Type.Array(SettingView),
})

export const SettingsView = Type.Object({ on: Day, rooms: Type.Array(RoomSettings) })
export type SettingsView = Type.Static<typeof SettingsView>

export const SettingDeskView = Type.Object({
  setting: SettingView,
  room: Type.String(),
  today: Day,
  control: Type.Object({
    choices: nullable(Type.Array(Type.Object({ value: Type.String(), label: Type.String() }))),
    numeric: Type.Boolean(),
    optional: Type.Boolean({ description: 'It can be emptied' }),
  }),
  authorities: Type.Array(AuthorityRef, {
    description: 'Who may have a value of its own; empty for settings of the house',
  }),
  changes: Type.Array(
    Type.Object({
      words: Type.String(),
      from: Day,
      reason: Type.String(),
      authority: nullable(AuthorityRef),
      by: nullable(Type.String()),
      at: Type.String(),
      state: Type.Enum(['holds', 'coming', 'past']),
    }),
  ),
})
export type SettingDeskView = Type.Static<typeof SettingDeskView>

export const SettingChanged = Type.Object({ key: Type.String(), from: Day, ...Valued })
