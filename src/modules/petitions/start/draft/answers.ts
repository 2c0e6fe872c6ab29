import { placeKey } from '#commons/places/field.ts'
import type { FieldError } from '#kernel/errors.ts'
import {
  checkbox,
  choice,
  type Field,
  type Fields,
  type Form,
  form,
  integer,
  optional,
  text,
  token,
} from '#kernel/forms/fields.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { personName } from '../../fields.ts'
import { topics } from '../../petition.ts'
import { idno, petitionTitle, petitionWhy, unfinished } from '../text-fields.ts'

/** The questions in their order, one a page. */
export const steps = [
  'title',
  'similar',
  'why',
  'addressees',
  'place',
  'language',
  'documents',
  'starter',
  'organisation',
] as const
export type Step = (typeof steps)[number]

/** Answers by field name, as text: what was typed, or the value that the question took. */
export type Answers = Record<string, string>

export const starters = ['named', 'unnamed', 'organisation'] as const

/** Named by an id, which is no secret. */
export const authority = (): Field<string> => ({ ...token(), keep: 'choice' })

/** The fields of each question. */
export const questions: Record<Step, Fields> = {
  title: { title: petitionTitle() },
  similar: { differs: checkbox('petitions.start.similar.missing') },
  why: { why: petitionWhy() },
  addressees: {
    addressee: chosen(authority(), 'petitions.start.addressee.missing'),
    addressee2: optional(authority()),
    addressee3: optional(authority()),
  },
  place: { place: placeKey(), topic: choice(topics, 'petitions.start.topic.missing') },
  language: { language: choice(langs) },
  documents: { documents: choice(['seen']) },
  starter: { starter: choice(starters), name: optional(personName()) },
  organisation: {
    organisation: text({ max: 150, min: 3, missing: 'petitions.start.organisation.missing' }),
    idno: idno(),
    mandate: text({ max: 300, min: 5, missing: 'petitions.start.mandate.missing' }),
  },
}

/** What one answer demands of another in the same question. */
const rules: Partial<Record<Step, (value: Record<string, unknown>) => FieldError[]>> = {
  starter: ({ starter, name }) =>
    starter === 'named' && !name ? [{ field: 'name', text: { key: 'petitions.name.missing' } }] : [],
  addressees: addresseeTwice,
}

/** The same authority asked twice is a slip. */
export function addresseeTwice({ addressee, addressee2, addressee3 }: Record<string, unknown>): FieldError[] {
  const given = [addressee, addressee2, addressee3].filter(Boolean)
  if (new Set(given).size === given.length) return []
  const field = addressee2 === addressee ? 'addressee2' : 'addressee3'
  return [{ field, text: { key: 'petitions.start.addressee.twice' } }]
}

/** One save of a draft. `writer` names the opened form: it may save over what it saved itself. */
export interface DraftSave {
  version: number
  writer: string | null
  /** Keep what is there, finished or not, and leave. */
  leave: boolean
  answers: Answers
}

const aboutTheSave = {
  version: integer({ min: 1, max: 1_000_000_000 }),
  writer: optional(token()),
  leave: checkbox(),
}

type SaveForm = Form<{
  version: Field<number>
  writer: Field<string | null>
  leave: Field<boolean>
  answers: Field<Answers>
}>

/** The form of one question. Who leaves before answering is not held up by what is missing. */
export function formOf(step: Step): SaveForm {
  const strict = form({ ...questions[step], ...aboutTheSave }, rules[step])
  const lenient = saveOf(Object.keys(questions[step]))
  return {
    fields: strict.fields as never,
    schema: strict.schema,
    read(raw) {
      if (raw.leave === 'yes' || raw.leave === true) return lenient.read(raw)
      const read = strict.read(raw)
      if ('errors' in read) return read
      const { version, writer, leave, ...answers } = read.value as Record<string, unknown>
      return { value: { version, writer, leave, answers: asText(answers) } as DraftSave }
    },
  }
}

/** What a draft keeps while one writes: any part of any answer, nothing judged. */
export const partialSave: SaveForm = saveOf(Object.values(questions).flatMap((fields) => Object.keys(fields)))

function saveOf(names: string[]): SaveForm {
  const fields = {
    ...Object.fromEntries(names.map((name) => [name, unfinished({ max: name === 'why' ? 40_000 : 2_000 })])),
    ...aboutTheSave,
  }
  const lenient = form(fields)
  return {
    fields: fields as never,
    schema: lenient.schema,
    read(raw) {
      const read = lenient.read(raw)
      if ('errors' in read) return read
      const { version, writer, leave, ...answers } = read.value as Record<string, unknown>
      const given = Object.entries(answers).filter(([name]) => Object.hasOwn(raw, name))
      return { value: { version, writer, leave, answers: Object.fromEntries(given) } as DraftSave }
    },
  }
}

/** What is wrong with the answer to a question; nothing when it is answered. */
export function errorsIn(step: Step, answers: Answers): FieldError[] {
  const read = form(questions[step], rules[step]).read(answers)
  return 'errors' in read ? read.errors : []
}

/** Whether the question is put at all. */
export function applies(step: Step, answers: Answers): boolean {
  return step !== 'organisation' || answers.starter === 'organisation'
}

/** The first question without an answer; then the answers are checked. */
export function nextStep(answers: Answers): Step | 'check' {
  return steps.find((step) => applies(step, answers) && errorsIn(step, answers).length > 0) ?? 'check'
}

function asText(values: Record<string, unknown>): Answers {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === true ? 'yes' : value ? String(value) : '']),
  )
}

function chosen<T>(field: Field<T>, missing: FieldError['text']['key']): Field<T> {
  return { ...field, read: (raw) => (raw === undefined ? { error: { key: missing } } : field.read(raw)) }
}
