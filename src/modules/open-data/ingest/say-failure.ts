import { type MessageKey, say, sayIfKnown, type Translate } from '#kernel/i18n/translator.ts'
import type { Reject } from '../table-schema.ts'
import type { RejectView } from './replies.ts'
import type { Failure } from './version.ts'

/** Why a file could not be read. Older versions may tell it by keys that are no more. */
export function sayFailure(t: Translate, { key, args }: Failure): string {
  try {
    return say(t, { key: key as MessageKey, args: args ?? {} })
  } catch {
    return t('open-data.ingest.failure.crashed')
  }
}

export function sayReject(t: Translate, { reason, ...reject }: Reject): RejectView {
  return { ...reject, reason: sayIfKnown(t, `open-data.ingest.reason.${reason}`) ?? reason }
}
