import Type from 'typebox'
import { permit } from '#commons/access/permit.ts'
import type { Context } from '#kernel/http/context.ts'
import { say } from '#kernel/i18n/translator.ts'
import { administer } from './permission.ts'

export const HealthView = Type.Object({
  databaseMs: Type.Number(),
  databaseVersion: Type.String(),
  migrated: Type.Boolean(),
  unsentMails: Type.Integer(),
  oldestMailSeconds: Type.Integer(),
  failedMails: Type.Integer(),
  refusedMails: Type.Integer({ description: 'To addresses that the mail server refuses; of the last 30 days' }),
  mailTrap: Type.Boolean({ description: 'No mail leaves this installation' }),
  failedJobs: Type.Integer(),
  diskFree: Type.Number({ description: 'Bytes' }),
  diskTotal: Type.Number({ description: 'Bytes' }),
  gauges: Type.Array(
    Type.Object({ name: Type.String(), help: Type.String(), value: Type.Union([Type.Number(), Type.Null()]) }),
  ),
  alarms: Type.Array(
    Type.Object({ code: Type.String(), text: Type.String(), since: Type.String(), path: Type.String() }),
    {
      description: 'What must not be so',
    },
  ),
})
export type HealthView = Type.Static<typeof HealthView>

export async function showHealth(ctx: Context): Promise<HealthView> {
  permit(ctx, administer)
  const { alarms, gauges, ...health } = await ctx.health()
  const t = ctx.translate(ctx.lang)
  return {
    ...health,
    alarms: alarms.map(({ code, text, since, path }) => ({
      code,
      text: say(t, text),
      since: since.toISOString(),
      path,
    })),
    gauges: gauges.map(({ name, help, about, value }) => ({
      name,
      help: about ? say(t, { key: about }) : help,
      value,
    })),
  }
}
