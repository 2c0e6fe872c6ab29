import Type from 'typebox'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import { form } from '#kernel/forms/fields.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { foreignTables } from './empty-house.ts'
import { askReset, findInstallation } from './installation.ts'
import { isBlocked } from './reset-demo.ts'
import { ResetPage } from './reset-page.tsx'

export const DemoReset = Type.Object({
  possible: Type.Boolean({ description: 'False in a database that did not begin as a demo' }),
  blocked: Type.Boolean({ description: 'Tables of others in its database refer to those of the demo' }),
  filledAt: Type.Union([Type.String({ description: 'When the demo was last filled, RFC 3339' }), Type.Null()]),
  asked: Type.Boolean({ description: 'A reset has been asked for and begins in a moment' }),
})
export type DemoReset = Type.Static<typeof DemoReset>

const showReset = page({
  name: 'showDemoReset',
  path: '/demo/reset',
  audience: 'personal',
  reply: DemoReset,
  unlisted: true,
  async load(ctx) {
    if (!ctx.demo) throw new NotFound()
    const installation = await findInstallation(ctx.db)
    return {
      possible: installation !== undefined,
      blocked: installation !== undefined && (await foreignTables(ctx)).length > 0,
      filledAt: installation?.filledAt.toISOString() ?? null,
      asked: Boolean(installation?.resetAskedAt),
    }
  },
  html: (reply, view, state) => ResetPage({ reply, view, state }),
})

const postReset = action({
  name: 'resetDemo',
  path: '/demo/reset',
  audience: 'personal',
  body: form({}),
  reply: Type.Object({}),
  status: 202,
  async run(ctx) {
    if (!ctx.demo) throw new NotFound()
    if ((await findInstallation(ctx.tx)) && (await isBlocked(ctx))) throw new RuleBroken('demo.reset.blocked')
    if (!(await askReset(ctx.tx, ctx.now))) throw new RuleBroken('demo.reset.impossible')
    return {}
  },
  form: showReset,
  done: () => '/demo/reset',
})

export const resetEndpoints = [showReset, postReset]
