import { form, optional, text } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { page } from '#kernel/http/endpoint.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import type { Part } from '#kernel/module.ts'
import { requestTimes as dataset } from './own-dataset.ts'
import { QUARTER, type Quarter } from './quarters.ts'
import { RequestTimes } from './replies.ts'
import { responseTimes } from './response-times.ts'
import { RequestTimesPage } from './times-page.tsx'

const query = form({ quarter: optional(text({ max: 7, pattern: QUARTER, wrong: 'kernel.not-found' })) })

const showTimes = page({
  name: 'showDataRequestTimes',
  path: '/data/requests/times',
  query,
  reply: RequestTimes,
  load: (ctx, _params, asked) => timesOf(ctx, asked.quarter),
  html: (reply, view) => RequestTimesPage({ reply, view }),
})

/** How fast institutions answer requests, in public. */
export const requestTimes: Part = { endpoints: [showTimes], ownDatasets: [dataset] }

async function timesOf(ctx: Context, asked: Quarter | null): Promise<RequestTimes> {
  const { k, rows } = await responseTimes(ctx)
  const quarters = [...new Set(rows.map(({ quarter }) => quarter))]
  const quarter = quarters.find((one) => one === asked) ?? quarters[0] ?? null
  return {
    k,
    quarter,
    quarters,
    items: rows
      .filter((row) => row.quarter === quarter)
      .map(({ kind, institution, answered, medianDays, inTimeAtLeast }) => ({
        ...{ kind, answered, medianDays, inTimeAtLeast },
        institution: institution && { slug: institution.slug, name: inLang(institution.name, ctx.lang) },
      })),
  }
}
