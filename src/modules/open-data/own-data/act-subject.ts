import type { ActSubject } from '#commons/audit/act-subjects.ts'

/** All datasets of the platform together, as the record of acts names them. */
export const ownDataSubject: ActSubject = {
  kind: 'open-data.own-data',
  label: 'open-data.own-data.desk',
  async find(ctx, ids) {
    return new Map(
      ids.map((id) => [id, { name: ctx.translate(ctx.lang)('open-data.own-data.desk'), path: '/work/own-data' }]),
    )
  },
}
