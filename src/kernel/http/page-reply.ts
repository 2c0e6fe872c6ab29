import { renderToString } from 'preact-render-to-string'
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import type { View } from '#kernel/i18n/view.ts'
import { newId } from '#kernel/ids.ts'
import type { Asked } from './asked.ts'
import { cleanBy } from './clean.ts'
import type { Context } from './context.ts'
import type { FormState, Page } from './endpoint.ts'
import type { MountOptions } from './mounting.ts'

export const HTML = 'text/html; charset=utf-8'
export const JSON_TYPE = 'application/json; charset=utf-8'
export const DOCTYPE = '<!doctype html>'

/** What the page's use-case found, without anything that its reply schema does not name. */
export async function loadReply(options: MountOptions, page: Page, context: Context, asked: Asked): Promise<unknown> {
  return clean(options, page.reply, await page.load(context, asked.params, asked.query))
}

/** Drops what the schema does not name, so neither JSON nor HTML can show it. */
export function clean(options: MountOptions, schema: TSchema, value: unknown): unknown {
  const cleaned = cleanBy(schema, value)
  if (options.checkReplies && !Value.Check(schema, cleaned)) {
    const [first] = Value.Errors(schema, cleaned)
    throw new Error(`Reply does not match its schema at ${first?.instancePath || '/'}: ${first?.message}`)
  }
  return cleaned
}

export function toHtml(page: Page, value: unknown, view: View, form: FormState): string {
  return DOCTYPE + renderToString(page.html(value, view, form))
}

/** A public page is the same for everybody, so it carries no key; acts that need one have a form page of their own. */
export function emptyForm(page: Page, now: Date): FormState {
  return { values: {}, errors: [], key: page.audience === 'personal' ? newId(now) : '' }
}
