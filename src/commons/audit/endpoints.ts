import { Readable } from 'node:stream'
import { day, form, optional, text, token } from '#kernel/forms/fields.ts'
import { page, resource } from '#kernel/http/endpoint.ts'
import { TrailPage } from './pages/trail-page.tsx'
import { AuditTrail } from './replies.ts'
import { downloadTrail, showTrail } from './show-trail.ts'

// Who looks for what is not there finds nothing: only days can be wrong.
const filters = {
  who: optional(text({ max: 254 })),
  act: optional(text({ max: 80 })),
  subject: optional(text({ max: 200 })),
  from: optional(day()),
  to: optional(day()),
}

const showAudit = page({
  name: 'listActs',
  path: '/work/audit',
  audience: 'personal',
  query: form({ ...filters, after: optional(token()) }),
  reply: AuditTrail,
  load: (ctx, _params, query) => showTrail(ctx, query),
  html: (reply, view) => TrailPage({ reply, view }),
  unlisted: true,
  canWait: true,
})

const downloadAudit = resource({
  name: 'downloadActs',
  path: '/work/audit.csv',
  audience: 'personal',
  localised: true,
  contentType: 'text/csv; charset=utf-8',
  query: form(filters),
  canWait: true,
  load: async (ctx, _params, query) => ({
    body: Readable.from(await downloadTrail(ctx, query)),
    fileName: 'punte-audit.csv',
  }),
})

export const endpoints = [showAudit, downloadAudit]
