import type { FormState } from '#kernel/http/endpoint.ts'
import { typed } from '#ui/form-state.ts'
import type { DraftView } from './replies.ts'

/**
 * After a wrong answer the form still stands on the version that it was opened with. After "changed meanwhile" the person
 * has seen what the other window saved, so the next save is over that.
 */
export function aboutTheSave(reply: DraftView, form: FormState): Record<string, string> {
  const again = form.errors.length > 0
  return {
    version: again ? typed(form, 'version', String(reply.version)) : String(reply.version),
    writer: again ? typed(form, 'writer', form.key) : form.key,
  }
}
