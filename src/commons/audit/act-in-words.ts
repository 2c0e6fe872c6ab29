import { sayIfKnown, type Translate } from '#kernel/i18n/translator.ts'

/** What was done: the message `<room>.act.<verb>` (or `<room>.<part>.act.<verb>`), else the code itself. */
export function actInWords(t: Translate, act: string): string {
  return inWords(t, 'act', act)
}

/** What personal data was read for: `<room>.purpose.<verb>`, else the code itself; the record outlives messages. */
export function purposeInWords(t: Translate, purpose: string): string {
  return inWords(t, 'purpose', purpose)
}

function inWords(t: Translate, kind: 'act' | 'purpose', code: string): string {
  const names = code.split('.')
  const places = names.slice(1).map((_, at) => [...names.slice(0, at + 1), kind, ...names.slice(at + 1)].join('.'))
  return places.map((place) => sayIfKnown(t, place)).find((words) => words !== null) ?? code
}
