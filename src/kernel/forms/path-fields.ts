import Type from 'typebox'
import { type Field, uuid } from './fields.ts'

/** '42' or '42-slug' in a path. */
export function numberInPath(): Field<number> {
  return {
    schema: Type.Integer({ minimum: 1 }),
    read(raw) {
      const digits = typeof raw === 'string' ? /^([1-9]\d{0,8})(?:-|$)/.exec(raw)?.[1] : undefined
      return digits ? { value: Number(digits) } : { error: { key: 'kernel.not-found' } }
    },
  }
}

/** An id of ours in a form. @param wrong what is said of anything else */
export function id(wrong: 'kernel.form.choose' | 'kernel.not-found' = 'kernel.form.choose'): Field<string> {
  return uuid(wrong)
}

/** An id in a path; anything else names nothing. */
export const idInPath = (): Field<string> => id('kernel.not-found')
