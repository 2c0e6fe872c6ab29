/** Of the EU's data-theme authority list, all thirteen. */
export const themes = [
  'AGRI',
  'ECON',
  'EDUC',
  'ENER',
  'ENVI',
  'GOVE',
  'HEAL',
  'INTR',
  'JUST',
  'REGI',
  'SOCI',
  'TECH',
  'TRAN',
] as const
export type Theme = (typeof themes)[number]

/** In the order of the list, whatever order somebody said them in: it means nothing. What is not in the list comes last. */
export function inThemeOrder<C extends string>(codes: readonly C[]): C[] {
  const place = (code: string) => (themes as readonly string[]).indexOf(code) >>> 0
  return codes.toSorted((a, b) => place(a) - place(b))
}
