import { sql } from 'kysely'
import Type from 'typebox'
import { NotFound } from '#kernel/errors.ts'
import { page } from '#kernel/http/endpoint.ts'
import { defineModule } from '#kernel/module.ts'
import { MailPage } from './mail-page.tsx'
import { resetEndpoints } from './reset/endpoints.ts'
import { resetTimer } from './reset/reset-demo.ts'
import { tourEndpoints } from './tour/endpoints.ts'

export const DemoMail = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      to: Type.String(),
      subject: Type.String(),
      text: Type.String(),
      links: Type.Array(Type.String()),
      at: Type.String(),
    }),
  ),
})
export type DemoMail = Type.Static<typeof DemoMail>

const showMail = page({
  name: 'listDemoMail',
  path: '/demo/mail',
  // Personal only so that nothing keeps a copy: the newest mail must be there at once.
  audience: 'personal',
  reply: DemoMail,
  unlisted: true,
  async load(ctx) {
    if (!ctx.demo) throw new NotFound()
    const { rows } = await sql<{ id: string; to: string; subject: string; text: string; at: Date }>`
      SELECT id, to_address AS to, subject, text, created_at AS at FROM kernel.mail ORDER BY created_at DESC, id DESC LIMIT 50`.execute(
      ctx.db,
    )
    return {
      items: rows.map((row) => ({ ...row, at: row.at.toISOString(), links: row.text.match(/https?:\/\/\S+/g) ?? [] })),
    }
  },
  html: (reply, view) => MailPage({ reply, view }),
})

export default defineModule({
  name: 'demo',
  endpoints: [showMail, ...tourEndpoints, ...resetEndpoints],
  timers: [resetTimer],
})
