import type { Context } from '#kernel/http/context.ts'
import { say } from '#kernel/i18n/translator.ts'
import type {} from './entry-kinds.ts'

/** An entry as people read it: what happened in a few words, and the bytes themselves as text. */
export function entryInWords(
  ctx: Pick<Context, 'manifests' | 'translate' | 'lang'>,
  body: Buffer,
): { kind: string; says: string; entry: string; day: string | null } {
  const entry = body.toString()
  const { kind, day } = read(entry)
  const declared = ctx.manifests.flatMap(({ ledgerEntries = [] }) => ledgerEntries).find((one) => one.kind === kind)
  const t = ctx.translate(ctx.lang)
  return { kind, says: declared ? say(t, { key: declared.says }) : kind, entry, day }
}

/** A receipt may hold anything; what is no entry of ours has no words. */
function read(entry: string): { kind: string; day: string | null } {
  try {
    const { kind, day } = JSON.parse(entry) as Record<string, unknown>
    return {
      kind: typeof kind === 'string' ? kind : '',
      day: typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null,
    }
  } catch {
    return { kind: '', day: null }
  }
}
