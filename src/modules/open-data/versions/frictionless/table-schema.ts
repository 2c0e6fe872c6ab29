import type { Column, ColumnType } from '../../table-schema.ts'

/**
 * Frictionless Table Schema of a table as its CSV has it: https://specs.frictionlessdata.io/table-schema/
 *
 * @param about what columns hold, in the one language that the standard has room for
 */
export function tableSchema(
  columns: readonly Column[],
  key: readonly string[] | null,
  about: (title: string) => string | undefined,
): Record<string, unknown> {
  const names = new Set(columns.map(({ name }) => name))
  return {
    fields: columns.map(({ name, title, type, format }) => {
      const description = about(title)
      return {
        ...{ name, title, ...(description && { description }), type, ...inCsv[type] },
        // No property of the standard, which allows others: the numbers stand in our CSV without it.
        ...(format?.unit && { unit: format.unit }),
      }
    }),
    missingValues: [''],
    ...(key?.every((name) => names.has(name)) && { primaryKey: key }),
  }
}

/** How our CSV writes what the types of the standard would else take in another form. */
const inCsv: Partial<Record<ColumnType, Record<string, unknown>>> = {
  datetime: { format: '%Y-%m-%dT%H:%M:%S' },
  boolean: { trueValues: ['true'], falseValues: ['false'] },
}
