import { form, text } from '#kernel/forms/fields.ts'
import { langOfWords } from '../catalogue/fields.ts'
import { moment } from '../ingest/fields.ts'
import { publicWords } from '../recall/public-words.ts'

export const basisForm = form({
  basis: publicWords(text({ min: 10, max: 1_000, lines: true, missing: 'open-data.guard.basis.missing' })),
  lang: langOfWords(),
})
export const confirmationForm = form({ saidAt: moment() })
export const refusalForm = form({ saidAt: moment(), reason: text({ min: 3, max: 1_000, lines: true }) })
export const searchForm = form({})
