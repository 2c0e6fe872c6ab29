import type { View } from '#kernel/i18n/view.ts'
import { delimiterNames, delimiters } from '../fields.ts'

/** What stands between cells; what is no sign of ours as it is. */
export function delimiterInWords({ t }: Pick<View, 't'>, delimiter: string): string {
  const name = delimiterNames.find((one) => delimiters[one] === delimiter)
  return name ? t(`open-data.ingest.delimiter.${name}`) : delimiter
}
