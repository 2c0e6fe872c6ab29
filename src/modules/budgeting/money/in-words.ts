import type { Services } from '#kernel/http/context.ts'
import { inLang, type Lang, type Localised, langs } from '#kernel/i18n/lang.ts'
import type { Budget, Envelope } from '../budget.ts'
import { money } from '../money.ts'

type Saying = Pick<Services, 'translate' | 'places'>

/** Money and rules as the public history tells them, as they were and as they are, in all languages: names may change later. */
export interface Changed {
  before: Localised
  after: Localised
}

type Settings = Pick<Budget, 'supportsNeeded' | 'contestDays' | 'asksAge'>

export function settingsInWords({ translate }: Saying, before: Settings, after: Settings): Changed {
  const say = ({ supportsNeeded, contestDays, asksAge }: Settings) =>
    inAll((lang) => {
      const t = translate(lang)
      const said = t('budgeting.money.history.settings', { supportsNeeded, contestDays })
      return asksAge ? `${said}; ${t('budgeting.money.history.ages')}` : said
    })
  return { before: say(before), after: say(after) }
}

/** @param before null for an envelope that is new, `after` null for one that is taken away */
export function envelopeInWords(
  saying: Saying,
  budget: Budget,
  before: Envelope | null,
  after: Envelope | null,
): Changed {
  const say = (one: Envelope | null) => inAll((lang) => envelope(saying, budget, one, lang))
  return { before: say(before), after: say(after) }
}

function envelope({ translate, places }: Saying, { currency }: Budget, one: Envelope | null, lang: Lang): string {
  const t = translate(lang)
  if (!one) return t('budgeting.money.history.none')
  const { minCost, maxCost, minPicks, maxPicks } = one
  const amount = (minor: number) => money({ lang }, minor, currency)
  return t('budgeting.money.history.envelope', {
    name: inLang(one.name, lang),
    place: places.find(one.placeKey) ? places.name(one.placeKey, lang) : one.placeKey,
    amount: amount(one.amount),
    costs: t('budgeting.money.history.costs', {
      min: amount(minCost ?? 0),
      max: amount(maxCost ?? one.amount),
    }),
    range: minPicks === maxPicks ? 'one' : 'several',
    minPicks,
    maxPicks,
    rule: t(`budgeting.rule.${one.rule}`),
    leftovers: t(`budgeting.money.leftovers.${one.leftovers}`),
  })
}

function inAll(say: (lang: Lang) => string): Localised {
  return Object.fromEntries(langs.map((lang) => [lang, say(lang)])) as unknown as Localised
}
