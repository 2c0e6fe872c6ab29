/** Address of a dataset's page, without language. */
export function datasetPath({ name }: { name: string }): string {
  return `/data/${name}`
}

/** Words that stand after `/data/` for something else. */
export const reservedNames = [
  'challenges',
  'feed',
  'high-value',
  'institutions',
  'inventory',
  'new',
  'quality',
  'requests',
  'reuses',
  'series',
  'sql',
  'tables',
  'teams',
  'wishes',
]
