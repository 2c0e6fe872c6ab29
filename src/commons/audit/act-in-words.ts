import { sayIfKnown, type Translate } from '#kernel/i18n/translator.ts'

/** What was done: the message `<room>.act.<verb>` (or `<room>.<part>.act.<verb>`), else the code itself. */
export function actInWords(t: Translate, act: string): string {
  const names = act.split('.')
  const places = names.slice(1).map((_, at) => [...names.slice(0, at + 1), 'act', ...names.slice(at + 1)].join('.'))
  return places.map((place) => sayIfKnown(t, place)).find((words) => words !== null) ?? act
}
