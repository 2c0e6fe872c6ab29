/** Address of a dataset's page, without language. */
export function datasetPath({ name }: { name: string }): string {
  return `/data/${name}`
}

/** Words that stand after `/data/` for something else. */
export const reservedNames = ['feed', 'high-value', 'institutions', 'new', 'quality', 'reuses', 'sql', 'tables']
