import Type from 'typebox'
import { checked, choice, type Field, form, optional, text } from '#kernel/forms/fields.ts'
import { type Lang, langs } from '#kernel/i18n/lang.ts'

/** The name of a dataset, as it stands in addresses; in a path, anything else names nothing. */
export function datasetName(): Field<string> {
  return text({ max: 100, min: 2, pattern: /^[a-z0-9_-]+$/, wrong: 'open-data.catalogue.name.wrong' })
}

export const byName = form({ dataset: datasetName() })

/** The address of an institution's page. */
export function institutionSlug(): Field<string> {
  return text({ max: 80, min: 2, pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/ })
}

/** In which language an official wrote a reason; programs of before it was asked say none. */
export function langOfWords(): Field<Lang | null> {
  return optional(choice(langs))
}

/** Longest list that helps to find anything. */
const MOST_KEYWORDS = 20

/** Words with commas between them, each once. */
export function keywords(): Field<string[]> {
  const line = optional(text({ max: 1_000 }))
  return {
    keep: 'words',
    schema: Type.Union([Type.String({ description: 'Words with commas between them' }), Type.Null()]),
    read(raw) {
      const read = line.read(raw)
      if ('error' in read) return read
      const words = (read.value ?? '').split(/[,;]/).map((word) => word.trim())
      const value = [...new Set(words.filter(Boolean))]
      return value.length > MOST_KEYWORDS
        ? { error: { key: 'kernel.form.too-many', args: { max: MOST_KEYWORDS } } }
        : { value }
    },
  }
}

/** An address that a browser opens and that runs nothing. */
export function webAddress(): Field<string> {
  return checked(text({ max: 1_000 }), (value) =>
    /^https?:\/\/[^\s/]/.test(value) && URL.canParse(value) ? null : { key: 'open-data.catalogue.not-address' },
  )
}
