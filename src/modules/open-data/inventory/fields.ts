import { arrivedFile } from '#kernel/files/arrived-file.ts'
import { choice, day, type FormValue, form, integer, optional, text, unlessNamed } from '#kernel/forms/fields.ts'
import { id, idInPath, numberInPath } from '#kernel/forms/path-fields.ts'
import { datasetName, institutionSlug, webAddress } from '../catalogue/fields.ts'
import { publicWords } from '../recall/public-words.ts'
import { closedReasons, type Held, holdingStates, openness } from './holding.ts'

const title = () => publicWords(text({ max: 200, min: 3 }))
const steward = () => publicWords(text({ max: 200, min: 3 }))
const law = () => publicWords(text({ max: 500, min: 5 }))
const about = () => publicWords(text({ max: 2_000, lines: true }))

/** In Russian and English: programs and files from before these came do not name them. */
const elsewhere = {
  titleRu: unlessNamed(title()),
  titleEn: unlessNamed(title()),
  aboutRu: unlessNamed(about()),
  aboutEn: unlessNamed(about()),
  stewardRu: unlessNamed(steward()),
  stewardEn: unlessNamed(steward()),
  legalBasisRu: unlessNamed(law()),
  legalBasisEn: unlessNamed(law()),
}

const held = {
  titleRo: title(),
  aboutRo: optional(about()),
  // In Romanian, as files and programs knew it before the other languages came.
  steward: steward(),
  openness: choice(openness),
  dueOn: optional(day()),
  dataset: optional(datasetName()),
  reason: optional(choice(closedReasons)),
  legalBasis: optional(law()),
  registerUrl: optional(webAddress()),
  ...elsewhere,
}
export type HeldForm = FormValue<typeof held>

/** Open needs a day or a dataset; not open needs a reason and its law. */
export function lacking(said: HeldForm) {
  const missing = (field: keyof HeldForm, key: 'due-on' | 'reason' | 'legal-basis') => ({
    field,
    text: { key: `open-data.inventory.${key}.missing` as const },
  })
  if (said.openness === 'open') return said.dueOn === null && said.dataset === null ? [missing('dueOn', 'due-on')] : []
  return [
    ...(said.reason === null ? [missing('reason', 'reason')] : []),
    ...(said.legalBasis === null ? [missing('legalBasis', 'legal-basis')] : []),
  ]
}

export const heldForm = form(held, lacking)
export const newHeldForm = form({ organisation: optional(id()), ...held }, lacking)
/** A line of a file, alone: what stands there already may have what it lacks. */
export const lineForm = form(held)

/** What was not named in Russian or English stays as a colleague wrote it; what was emptied goes. */
export function withOtherLanguages(said: HeldForm, there: Held | undefined): HeldForm {
  if (!there) return said
  const named = Object.entries(said).filter(([, value]) => value !== undefined)
  return { ...said, ...elsewhereOf(there), ...Object.fromEntries(named) }
}

function elsewhereOf({ title, about, steward, legalBasis }: Held): Record<keyof typeof elsewhere, string | undefined> {
  return {
    titleRu: title.ru,
    titleEn: title.en,
    aboutRu: about.ru,
    aboutEn: about.en,
    stewardRu: steward.ru,
    stewardEn: steward.en,
    legalBasisRu: legalBasis?.ru,
    legalBasisEn: legalBasis?.en,
  }
}

/** What stands there, as the form would say it. */
export function formOf(there: Held): HeldForm {
  const { title, about, steward, openness, dueOn, dataset, reason, legalBasis, registerUrl } = there
  return {
    ...{ titleRo: title.ro, aboutRo: about.ro ?? null, steward: steward.ro, legalBasis: legalBasis?.ro ?? null },
    ...{ openness, dueOn, dataset, reason, registerUrl },
    ...elsewhereOf(there),
  }
}

/** What the form says; of an open one no reason, of a closed one no day. */
export function heldOf(said: HeldForm): Held {
  const { steward, legalBasis } = said
  const open = said.openness === 'open'
  return {
    title: { ro: said.titleRo, ...inLangs({ ru: said.titleRu, en: said.titleEn }) },
    about: inLangs({ ro: said.aboutRo, ru: said.aboutRu, en: said.aboutEn }),
    steward: { ro: steward, ...inLangs({ ru: said.stewardRu, en: said.stewardEn }) },
    openness: said.openness,
    dueOn: open ? said.dueOn : null,
    dataset: open ? said.dataset : null,
    reason: open ? null : said.reason,
    legalBasis:
      open || legalBasis === null
        ? null
        : { ro: legalBasis, ...inLangs({ ru: said.legalBasisRu, en: said.legalBasisEn }) },
    registerUrl: said.registerUrl,
  }
}

function inLangs(texts: Record<string, string | null | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter((entry): entry is [string, string] => Boolean(entry[1])))
}

/** A thousand lines are some 300 KB. */
const MOST_BYTES = 1_000_000

export const importForm = form({
  organisation: optional(id()),
  file: arrivedFile({ maxBytes: MOST_BYTES, missing: 'open-data.inventory.import.missing' }),
})

export const byHolding = form({ holding: idInPath() })
export const bySlug = form({ slug: institutionSlug() })
export const byNumber = form({ slug: institutionSlug(), number: numberInPath() })
const below = { state: optional(choice(holdingStates)), above: optional(integer({ min: 1, max: 1_000_000_000 })) }
export const publicQuery = form(below)
export const countryQuery = form({ state: optional(choice(holdingStates)), after: optional(id('kernel.not-found')) })
const count = () => optional(integer({ min: 0, max: 100_000 }))
export const deskQuery = form({
  ...below,
  organisation: optional(id()),
  added: count(),
  changed: count(),
  same: count(),
})
