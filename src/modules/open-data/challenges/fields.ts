import Type from 'typebox'
import { checkbox, choice, day, type Field, type FormValue, form, optional, text, token } from '#kernel/forms/fields.ts'
import { id, idInPath, numberInPath } from '#kernel/forms/path-fields.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { langOfWords, webAddress } from '../catalogue/fields.ts'
import { publicWords } from '../recall/public-words.ts'

export const byNumber = form({ number: numberInPath() })
export const byTeam = form({ team: idInPath() })
export const byInvitation = form({ team: idInPath(), token: token() })
export const byInvitationOf = form({ team: idInPath(), invitation: idInPath() })
export const byTeamOf = form({ number: numberInPath(), team: idInPath() })

const MOST_DATASETS = 20

/** Datasets by their names or the addresses of their pages, one a line. */
export function datasetNames(): Field<string[]> {
  const lines = optional(text({ max: 4_000, lines: true }))
  return {
    keep: 'words',
    schema: Type.Union([Type.String({ description: 'Names or addresses of datasets, one a line' }), Type.Null()]),
    read(raw) {
      const read = lines.read(raw)
      if ('error' in read) return read
      const names = (read.value ?? '').split(/[\s,;]+/).flatMap((one) => one.split(/[?#]/)[0]?.split('/').pop() ?? [])
      const value = [...new Set(names.filter(Boolean))]
      return value.length > MOST_DATASETS
        ? { error: { key: 'kernel.form.too-many', args: { max: MOST_DATASETS } } }
        : { value }
    },
  }
}

const title = () => publicWords(text({ max: 120, min: 8 }))
const problem = () => publicWords(text({ max: 6_000, min: 40, lines: true }))

const described = {
  titleRo: title(),
  titleRu: optional(title()),
  titleEn: optional(title()),
  problemRo: problem(),
  problemRu: optional(problem()),
  problemEn: optional(problem()),
  datasets: datasetNames(),
  teamsUntil: day(),
  prototypesUntil: day(),
  pilotUntil: day(),
}
const inOrder = ({
  teamsUntil,
  prototypesUntil,
  pilotUntil,
}: Record<'teamsUntil' | 'prototypesUntil' | 'pilotUntil', string>) => [
  ...(prototypesUntil < teamsUntil
    ? [{ field: 'prototypesUntil', text: { key: 'open-data.challenges.days-in-order' as const } }]
    : []),
  ...(pilotUntil < prototypesUntil
    ? [{ field: 'pilotUntil', text: { key: 'open-data.challenges.days-in-order' as const } }]
    : []),
]
export const newForm = form({ organisation: id(), ...described }, inOrder)
/** @see describeChallenge */
const hideBefore = optional(publicWords(text({ max: 500, min: 10, lines: true })))
/** One a line: what goes from the words of before, where the rest of them stays. */
const maskWords = optional(text({ max: 1_000, lines: true }))
const reasonForMasks = (said: { hideBefore: string | null; maskWords: string | null }) =>
  said.maskWords !== null && said.hideBefore === null
    ? [{ field: 'hideBefore', text: { key: 'open-data.challenges.hide-before.missing' as const } }]
    : []
/** `lang` is that of the reason for which words go. */
export const changeForm = form({ ...described, hideBefore, maskWords, lang: langOfWords() }, (said) => [
  ...inOrder(said),
  ...reasonForMasks(said),
])
export type Described = FormValue<typeof described>
export type Changed = FormValue<typeof changeForm.fields>

const told = () => publicWords(text({ max: 3_000, min: 20, lines: true }))
export const endForm = form({ textRo: told(), textRu: optional(told()), textEn: optional(told()) })
export type EndForm = FormValue<typeof endForm.fields>

/** A name that everybody reads: its bearer agrees to that, each for themselves. */
const shown = () => ({
  shownName: publicWords(text({ max: 100, min: 2, missing: 'open-data.challenges.shown-name.missing' })),
  agree: checkbox('open-data.challenges.agree.missing'),
})
export const teamForm = form({
  name: publicWords(text({ max: 80, min: 3 })),
  proposal: publicWords(text({ max: 3_000, min: 30, lines: true })),
  lang: choice(langs),
  ...shown(),
})
export const joinForm = form(shown())
export const prototypeForm = form({
  url: webAddress(),
  text: publicWords(text({ max: 2_000, min: 10, lines: true })),
})
export const saidForm = form({ text: publicWords(text({ max: 2_000, min: 10, lines: true })), lang: langOfWords() })
export type SaidForm = FormValue<typeof saidForm.fields>
export const listQuery = form({ after: optional(token()) })
