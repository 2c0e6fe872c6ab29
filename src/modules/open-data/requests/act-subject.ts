import type { ActSubject } from '#commons/audit/act-subjects.ts'
import { REQUEST } from './request.ts'

/** A request as the record of acts names it: by its number alone, for it is private. */
export const requestSubject: ActSubject = {
  kind: REQUEST,
  label: 'open-data.requests.act-subject',
  async find(ctx, ids) {
    const t = ctx.translate(ctx.lang)
    const numbers = ids.filter((id) => /^\d{1,9}$/.test(id))
    return new Map(
      numbers.map((id) => [id, { name: t('open-data.requests.number', { number: Number(id) }), path: null }]),
    )
  },
}
