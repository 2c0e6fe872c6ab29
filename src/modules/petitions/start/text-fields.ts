import Type from 'typebox'
import { idnoDigits, idnoProblem } from '#commons/people/idno.ts'
import { checked, type Field, text } from '#kernel/forms/fields.ts'
import { mixedScript, refuseCharacters } from '#kernel/text/characters.ts'

export const TITLE_MAX = 150
export const WHY_MAX = 5_000
export const CLARIFICATION_MAX = 1_000

/** What is asked, in one line. What could make it look like another title is refused with the reason. */
export function petitionTitle(): Field<string> {
  const read = checked(text({ max: TITLE_MAX, min: 10, missing: 'petitions.start.title.missing' }), (title) =>
    mixedScript(title) ? { key: 'petitions.start.title.mixed-script' } : null,
  )
  return {
    ...read,
    read(raw) {
      const problem = typeof raw === 'string' && refuseCharacters(raw.trim(), { lines: false })
      return problem ? { error: { key: `petitions.start.title.${problem}` } } : read.read(raw)
    },
  }
}

/** Why, in the safe subset of Markdown. */
export function petitionWhy(): Field<string> {
  return text({ max: WHY_MAX, min: 40, lines: true, missing: 'petitions.start.why.missing' })
}

/** State number of an organisation: 13 digits with a check digit; spaces are dropped. */
export function idno(): Field<string> {
  const digits = checked(text({ max: 20, missing: 'petitions.start.idno.missing' }), (value) => {
    const problem = idnoProblem(value)
    return problem ? { key: `petitions.start.idno.${problem}` } : null
  })
  return {
    ...digits,
    schema: Type.String({ pattern: '^[0-9]{13}$' }),
    read(raw) {
      const read = digits.read(raw)
      return 'error' in read ? read : { value: idnoDigits(read.value) }
    },
  }
}

/** Text as it stands in an unfinished draft: anything that can be kept, in any state of being typed. */
export function unfinished(options: { max: number }): Field<string> {
  return {
    keep: 'words',
    schema: Type.String({ maxLength: options.max }),
    read(raw) {
      if (raw === undefined) return { value: '' }
      if (typeof raw !== 'string') return { error: { key: 'kernel.form.not-text' } }
      const value = raw.toWellFormed().replaceAll('\0', '')
      if (value.length > options.max)
        return { error: { key: 'kernel.form.too-long', args: { max: options.max, over: value.length - options.max } } }
      return { value }
    },
  }
}
