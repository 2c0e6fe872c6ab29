import Type from 'typebox'
import { placeKey } from '#commons/places/field.ts'
import { checkbox, choice, type Field, form, integer, list, optional, text } from '#kernel/forms/fields.ts'
import { numberInPath } from '#kernel/forms/path-fields.ts'
import { ageBands } from '../ages/age-band.ts'
import type { Mark } from './picks.ts'

export const byNumber = form({ number: numberInPath() })

/** More projects than any ballot has. */
const MOST = 500
export const projectNumber = () => integer({ min: 1, max: 9_999 })

const MARK = /^(\d{1,4})(?:([:@])(\d{1,4}))?$/

/** One project with how it was marked: `5` ticked, `5:3` with three points, `5@1` at the first place. */
const mark: Field<Mark> = {
  schema: Type.Union([Type.Integer({ minimum: 1, maximum: 9_999 }), Type.String({ pattern: MARK.source })], {
    description: '5: project 5 is ticked; 5:3: it gets three points; 5@1: it is at the first place',
  }),
  read(raw) {
    const found = MARK.exec(typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw.trim() : '')
    const [, project, sign, value = '1'] = found ?? []
    if (!project || Number(project) < 1 || (sign === '@' && Number(value) < 1))
      return { error: { key: 'budgeting.vote.unknown-project' } }
    const as = sign === ':' ? 'points' : sign === '@' ? 'place' : 'tick'
    return { value: { project: Number(project), as, value: Number(value) } }
  },
}

const marks = list(mark, { max: MOST })

/** Everything that is marked on a ballot, whatever the envelopes. */
export const picksField: Field<Mark[]> = {
  ...marks,
  // A list that one leaves at "no points" or "no place" sends nothing for its project.
  read: (raw) => marks.read(Array.isArray(raw) ? raw.filter((one) => one !== '') : raw),
}

export const ballotForm = form({
  picks: picksField,
  // Where there is a roll it knows: then neither is asked.
  place: optional(placeKey()),
  oldEnough: checkbox(),
  /** Of a roll that is made of codes. */
  code: optional(text({ max: 40 })),
  /** Where the vote asks for it, and the person wants to say it. */
  age: optional(choice(ageBands)),
})

export const byProject = form({ number: numberInPath(), project: projectNumber() })
export const voidForm = form({ reason: text({ max: 500, min: 10, lines: true }) })
