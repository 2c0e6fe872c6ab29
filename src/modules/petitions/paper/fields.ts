import { uploads } from '#kernel/files/uploads-field.ts'
import { day, form, integer, text } from '#kernel/forms/fields.ts'
import { idInPath } from '../fields.ts'
import { unitLines } from './unit-lines.ts'

export const byBatch = form({ batch: idInPath() })
export const byScan = form({ batch: idInPath(), scan: idInPath() })

const MAX_SCANS = 10
const SCAN_BYTES = 10_000_000
/** All scans as a program sends them (base64, a third more), and the texts. */
export const SCANS_BODY = Math.ceil(MAX_SCANS * SCAN_BYTES * 1.34) + 100_000

const finding = { signatures: integer({ min: 1, max: 1_000_000 }), units: unitLines() }

export const recordingForm = form({
  number: integer({ min: 1, max: 999_999_999 }),
  scans: uploads({ max: MAX_SCANS, maxBytes: SCAN_BYTES }),
  sheets: integer({ min: 1, max: 100_000 }),
  receivedOn: day(),
  ...finding,
})
export const countForm = form(finding)
export const reasonForm = form({ reason: text({ max: 1_000, lines: true, min: 10 }) })
