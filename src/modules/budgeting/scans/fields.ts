import { uploads } from '#kernel/files/uploads-field.ts'
import { form, integer, text } from '#kernel/forms/fields.ts'
import { idInPath, numberInPath } from '#kernel/forms/path-fields.ts'
import { MOST_SHEETS } from '../paper/paper.ts'

export const byBatch = form({ number: numberInPath(), batch: idInPath() })
export const byScan = form({ number: numberInPath(), batch: idInPath(), scan: idInPath() })

const MOST = 20
const BYTES = 5_000_000
/** All scans as a program sends them (base64, a third more), and the numbers. */
export const SCANS_BODY = Math.ceil(MOST * BYTES * 1.34) + 100_000

const sheet = () => integer({ min: 1, max: MOST_SHEETS })

export const scansForm = form(
  { scans: uploads({ max: MOST, maxBytes: BYTES }), first: sheet(), last: sheet() },
  ({ scans, first, last }) => [
    ...(scans.length === 0 ? [{ field: 'scans', text: { key: 'budgeting.scans.missing' } } as const] : []),
    ...(last < first ? [{ field: 'last', text: { key: 'budgeting.scans.before-first' } } as const] : []),
  ],
)
export const removalForm = form({ reason: text({ max: 500, min: 10, lines: true }) })
