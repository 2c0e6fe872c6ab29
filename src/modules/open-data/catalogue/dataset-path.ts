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

/** Whether a dataset may be called so in addresses, whoever has the name. */
export const canBeName = (name: string): boolean => name.length > 1 && !reservedNames.includes(name)
