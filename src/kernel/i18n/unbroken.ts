/**
 * A date that no line ends inside: "22 noiembrie", "22 нояб. 2026 г." The year may stand on the next line, so that long dates still
 * fit narrow columns.
 */
export function unbroken(date: string): string {
  return date.replaceAll(/(?<!\d)(\d{1,2}) (?=\p{L})/gu, '$1\u00a0').replaceAll(/(\d{4}) (?=г\.)/g, '$1\u00a0')
}
