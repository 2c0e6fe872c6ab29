import { emptyIn } from '../../table-schema.ts'
import type { CkanAction } from '../action.ts'
import { neededText } from '../read-fields.ts'
import { fieldOf, nativeTypes } from './field-types.ts'
import { tableOf } from './table-of.ts'

export const datastoreInfo: CkanAction = {
  help: 'The fields of a table and how many rows it has. id (or resource_id): the table.',
  async run(ctx, input) {
    const table = await tableOf(ctx, neededText(input, input.resource_id === undefined ? 'id' : 'resource_id'), input)
    return {
      meta: {
        id: table.id,
        count: table.rows,
        table_type: 'BASE TABLE',
        size: table.size,
        db_size: table.size,
        idx_size: 0,
        aliases: [],
      },
      fields: table.columns.map((column) => ({
        ...fieldOf(column),
        schema: {
          native_type: nativeTypes[column.type],
          notnull: emptyIn(column) === 0,
          index_name: null,
          is_index: false,
          uniquekey: false,
        },
      })),
    }
  },
}
