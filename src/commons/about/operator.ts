import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { email } from '#commons/people/email-field.ts'
import { defineSetting } from '#commons/settings/settings.ts'
import { type Field, optional, text } from '#kernel/forms/fields.ts'
import type { Context, Services } from '#kernel/http/context.ts'

/** Who runs this installation. Null: nobody has said it yet, and the pages say that too. */
export interface Operator {
  name: string | null
  address: string | null
  email: string | null
  phone: string | null
  /** Whom to ask about personal data: a person's office, an address, or both. */
  dataContact: string | null
}

const said = (name: string, field: Field<string>) =>
  defineSetting<string | null>({
    key: `about.${name}`,
    field: optional(field),
    unit: 'text',
    scope: 'house',
    otherwise: { value: null },
  })

const settings = {
  name: said('operator-name', text({ max: 200 })),
  address: said('operator-address', text({ max: 300 })),
  email: said('operator-email', email()),
  phone: said('operator-phone', text({ max: 40, pattern: /^[+\d][\d ()/.-]{4,}$/, wrong: 'about.phone.wrong' })),
  dataContact: said('data-contact', text({ max: 300 })),
}

export const operatorSettings = Object.values(settings)

export async function operatorOf(
  ctx: Pick<Services, 'settings' | 'timeZone'> & Pick<Context, 'now'>,
): Promise<Operator> {
  const today = dayOf(ctx.now, ctx.timeZone)
  const values = Object.entries(settings).map(async ([part, setting]) => [
    part,
    await ctx.settings.valueOn(setting, today),
  ])
  return Object.fromEntries(await Promise.all(values)) as Operator
}
