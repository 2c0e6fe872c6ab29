import type { Process } from '#commons/processes/process.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'

/** How replies name a process, in the reader's language. */
export function processRef(ctx: Context, { number, slug, title }: Process) {
  return { number, slug, title: inLang(title, ctx.lang) }
}
