import { form, text } from '#kernel/forms/fields.ts'
import { type ProtocolRequest, protocol } from '#kernel/http/endpoint.ts'
import { CkanError, type Input } from '../action.ts'
import { failed } from '../envelope.ts'
import { readInput } from '../read-input.ts'
import { dumpTable } from './dump-table.ts'

/** A whole table, or what a query chooses of it, as a file. */
export const dumpEndpoint = protocol({
  name: 'ckanDump',
  path: '/datastore/dump/:id',
  also: ['/ckan/datastore/dump/:id'],
  methods: ['GET'],
  params: form({ id: text({ max: 100 }) }),
  openToAll: true,
  canWait: true,
  async answer(ctx, { id }, asked) {
    const input: Input = await readInput(asked)
    try {
      const { body, contentType, fileName, size } = await dumpTable(ctx, id, input)
      return {
        status: 200,
        contentType,
        body,
        headers: {
          'content-disposition': `attachment; filename="${fileName}"`,
          'content-length': String(size),
        },
      }
    } catch (error) {
      if (!(error instanceof CkanError)) throw error
      const message = error.rest.message ?? Object.values(error.rest).flat().join('; ')
      return { status: error.status, contentType: 'text/plain; charset=utf-8', body: `${message}\n` }
    }
  },
  refuse: (refusal, asked: ProtocolRequest, ctx) => failed(ctx, asked.path.split('/').at(-1) ?? '', refusal),
})
