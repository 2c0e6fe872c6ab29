/** The six categories of high-value datasets, Implementing Regulation (EU) 2023/138, by their concepts in http://data.europa.eu/bna/. */
export const highValueCategories = [
  'c_ac64a52d',
  'c_dd313021',
  'c_164e0bf5',
  'c_e1da4e07',
  'c_a9135398',
  'c_b79e35eb',
] as const
export type HighValueCategory = (typeof highValueCategories)[number]
