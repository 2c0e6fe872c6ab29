import { choice, form, optional, text } from '#kernel/forms/fields.ts'
import { idInPath } from '#kernel/forms/path-fields.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { datasetName, institutionSlug, langOfWords } from '../catalogue/fields.ts'
import { datasetNames } from '../challenges/fields.ts'
import { publicWords } from '../recall/public-words.ts'

export const byProposal = form({ proposal: idInPath() })

const title = () => publicWords(text({ max: 120, min: 8 }))
const problem = () => publicWords(text({ max: 6_000, min: 40, lines: true }))

/** What it says may become public: nobody's personal data stands in it. */
export const proposalForm = form({
  title: title(),
  problem: problem(),
  institution: institutionSlug(),
  datasets: datasetNames(),
  lang: choice(langs),
})
export const newQuery = form({ dataset: optional(datasetName()) })

/** A challenge is told in Romanian; whoever takes one up in another language writes it. */
export const takingForm = form({ titleRo: title(), problemRo: problem() })
export const refusalForm = form({
  reason: publicWords(text({ max: 1_000, min: 10, lines: true })),
  lang: langOfWords(),
})
export const queueQuery = form({ after: optional(text({ max: 200 })) })
