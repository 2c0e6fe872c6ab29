import type { FieldError } from '#kernel/errors.ts'
import { checkbox, checked, choice, day, type FormValue, form, list, optional, text } from '#kernel/forms/fields.ts'
import { id, numberInPath } from '#kernel/forms/path-fields.ts'
import { mixedScript } from '#kernel/text/characters.ts'
import { amount } from '../money-field.ts'
import { type Aspect, aspects, checklists, refusalReasons, verdicts } from './aspects.ts'

export const byNumber = form({ number: numberInPath() })
export const byAspect = form({ number: numberInPath(), aspect: choice(aspects, 'kernel.not-found') })

const said = () => text({ max: 2_000, min: 20, lines: true })

const office = { organisation: id(), office: text({ max: 120, min: 3 }) }
export const askForm = form({ aspect: choice(aspects), ...office })
export const askAgainForm = form(office)

const items = Object.values(checklists).flat()

export const takeBackForm = form({ reason: text({ max: 300, min: 10 }) })

export const opinionForm = form({
  noConflict: checkbox('budgeting.review.no-conflict.missing'),
  checked: list(choice(items, 'kernel.form.wrong'), { max: items.length }),
  verdict: choice(verdicts),
  conditions: optional(text({ max: 1_000, min: 5, lines: true })),
  text: said(),
})

/** What is missing in an opinion by what is asked for; of what could not be read nothing is said. */
export function lacksInOpinion(
  { aspect }: { aspect: Aspect },
  typed: Partial<FormValue<(typeof opinionForm)['fields']>>,
): FieldError[] {
  const { checked, verdict, conditions } = typed
  const list: readonly string[] = checklists[aspect]
  const errors: FieldError[] = []
  if (checked && !list.every((item) => checked.some((one) => one === item)))
    errors.push({ field: 'checked', text: { key: 'budgeting.review.checklist.whole' } })
  if (verdict === 'possible-if' && conditions === null)
    errors.push({ field: 'conditions', text: { key: 'budgeting.review.conditions.missing' } })
  return errors
}

export const costForm = form({
  priceOn: day(),
  works: amount(),
  vat: amount(),
  design: amount(),
  contingency: amount(),
  upkeepYearly: amount(),
  low: optional(amount()),
  high: optional(amount()),
})

const name = () =>
  checked(text({ max: 120, min: 3 }), (typed) =>
    mixedScript(typed) ? { key: 'budgeting.ideas.title.mixed-script' } : null,
  )
export const namesForm = form({ titleRo: optional(name()), titleRu: optional(name()), titleEn: optional(name()) })
export const nameFields = { ro: 'titleRo', ru: 'titleRu', en: 'titleEn' } as const

export const acceptForm = form({ envelope: id(), text: optional(said()) })
export const refuseForm = form({
  reason: choice(refusalReasons, 'budgeting.review.reason.missing'),
  text: said(),
})
export const upholdForm = form({ text: said() })
export const appealForm = form({ text: said() })
