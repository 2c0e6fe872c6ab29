import { type MessageKey, say, sayIfKnown, type Translate } from '#kernel/i18n/translator.ts'
import type { LogLine } from './log-store.ts'

/** What happened, in the reader's language. A line of an older version may name what no sentence knows any more. */
export function sayLine(t: Translate, { code, said }: LogLine): string {
  if (code === 'failed') return sayFault(t, String(said.fault), said)
  const { why, field } = said
  return sayOr(t, `open-data.harvest.log.${code}`, {
    ...said,
    ...(why !== undefined && { why: sayIfKnown(t, `open-data.harvest.refused.${why}`) ?? String(why) }),
    ...(field !== undefined && { field: sayIfKnown(t, `open-data.harvest.field.${field}`) ?? String(field) }),
  })
}

export function sayFault(t: Translate, fault: string, said: LogLine['said']): string {
  return sayOr(t, `open-data.harvest.fault.${fault}`, said)
}

function sayOr(t: Translate, key: string, args: Record<string, string | number>): string {
  try {
    return say(t, { key: key as MessageKey, args })
  } catch {
    return key
  }
}
