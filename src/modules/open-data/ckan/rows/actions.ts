import type { WriteContext } from '#kernel/http/context.ts'
import { isId } from '#kernel/ids.ts'
import { lockOwnDistribution } from '../../ingest/permissions.ts'
import { versionsOf } from '../../ingest/store.ts'
import { denied, type Input, invalid, notFound, type WritingAction } from '../action.ts'
import { findPackage } from '../packages/find-package.ts'
import { booleanOf, listOf, neededText, objectOf } from '../read-fields.ts'
import { addResource } from '../write/resources.ts'
import { placeOfResource } from '../write/store.ts'
import { fieldsOf, keyed, recordsOf } from './read-rows.ts'
import {
  addRows,
  changeRows,
  countRows,
  deletePushedTable,
  deleteRows,
  keepPushedTable,
  lockPushedTable,
  type PushedRecord,
  type PushedTable,
} from './store.ts'

/** More come as a file. */
const MOST_ROWS = 500_000
const LATER =
  'Rows are collected; some seconds after the last ones they become the next version of the resource, read like any file.'

export const datastoreCreate: WritingAction = {
  help: `A table that is made of rows. resource_id, or resource: {package_id, name, …}; fields: [{id, type}], records: [{…}], primary_key. force: in place of the file of a resource that has one. ${LATER}`,
  writes: true,
  async run(ctx, input) {
    const distribution = await placeToPush(ctx, input)
    const held = await lockPushedTable(ctx.tx, distribution)
    if (!held && (await versionsOf(ctx.tx, distribution, 1)).length > 0 && !booleanOf(input, 'force', false))
      throw invalid('read-only', 'The resource has a file of its own; force replaces it.')
    const records = recordsOf(input)
    const fields = fieldsOf(input, held?.fields ?? [], records)
    const key = listOf(input, 'primary_key') ?? held?.key ?? []
    for (const name of key)
      if (!fields.some(({ id }) => id === name)) throw invalid('primary_key', `field "${name}" is not in the table`)
    if (held && held.key.join() !== key.join() && (await countRows(ctx.tx, distribution)) > 0)
      throw invalid('primary_key', 'It cannot be another while there are rows')
    const table = { fields, key }
    await keep(ctx, distribution, table)
    await put(ctx, distribution, table, records, key.length > 0 ? 'upsert' : 'insert')
    return { resource_id: distribution, fields, primary_key: key, method: 'insert' }
  },
}

const METHODS = ['upsert', 'insert', 'update'] as const
type Method = (typeof METHODS)[number]

export const datastoreUpsert: WritingAction = {
  help: `Adds or changes rows of a table made by datastore_create. resource_id, records; method: ${METHODS.join(', ')}; dry_run. ${LATER}`,
  writes: true,
  async run(ctx, input) {
    const { distribution, table } = await pushed(ctx, input)
    const method = METHODS.find((one) => one === (input.method ?? 'upsert'))
    if (!method) throw invalid('method', `Must be one of ${METHODS.join(', ')}`)
    const records = recordsOf(input)
    if (!booleanOf(input, 'dry_run', false)) {
      await keep(ctx, distribution, table)
      await put(ctx, distribution, table, records, method)
    } else for (const record of records) keyed(table, record, method)
    return { resource_id: distribution, records, method }
  },
}

export const datastoreDelete: WritingAction = {
  help: `Takes rows away: all, or those with the values of filters. resource_id, filters: {"field": value}. What was published stays until another version is. ${LATER}`,
  writes: true,
  async run(ctx, input) {
    const { distribution, table } = await pushed(ctx, input)
    const filters = objectOf(input, 'filters')
    if (filters) await takeAway(ctx, distribution, table, filters)
    else await deletePushedTable(ctx.tx, distribution)
    return { resource_id: distribution, ...(filters && { filters }) }
  },
}

export const datastoreRecordsDelete: WritingAction = {
  help: `Takes rows away, and never the table. resource_id, filters: {"field": value}; {}: all rows. ${LATER}`,
  writes: true,
  async run(ctx, input) {
    const { distribution, table } = await pushed(ctx, input)
    const filters = objectOf(input, 'filters')
    if (!filters) throw invalid('filters', 'Missing value')
    await takeAway(ctx, distribution, table, filters)
    return { resource_id: distribution, filters }
  },
}

async function takeAway(ctx: WriteContext, distribution: string, table: PushedTable, filters: Input): Promise<void> {
  const asked = Object.entries(filters).map(([field, value]): [string, string[]] => {
    if (!table.fields.some(({ id }) => id === field))
      throw invalid('filters', `field "${field.slice(0, 100)}" not in table`)
    return [field, [value].flat().map(String)]
  })
  await keep(ctx, distribution, table)
  await deleteRows(ctx.tx, distribution, asked)
}

async function put(
  ctx: WriteContext,
  distribution: string,
  table: PushedTable,
  records: PushedRecord[],
  method: Method,
): Promise<void> {
  const rows = records.map((record) => keyed(table, record, method))
  if (new Set(rows.map(({ key }, at) => key ?? at)).size < rows.length)
    throw invalid('records', 'Two of them have one key')
  if (method === 'update') {
    if ((await changeRows(ctx.tx, distribution, rows)) < rows.length)
      throw invalid('key', 'There is no row with such a key')
    return
  }
  const added = await addRows(ctx.tx, distribution, rows, { replace: method === 'upsert' })
  if (added < rows.length) throw invalid('records', 'There is a row with such a key already')
  if ((await countRows(ctx.tx, distribution)) > MOST_ROWS)
    throw invalid('records', `A table made of rows has at most ${MOST_ROWS}; send a file`)
}

/** @throws CkanError, Refusal */
async function keep(ctx: WriteContext, distribution: string, table: PushedTable): Promise<void> {
  const { token } = ctx.viewer
  if (!token) throw denied('a token is needed')
  await keepPushedTable(ctx.tx, distribution, { ...table, tokenId: token.id, now: ctx.now })
}

/** The table that a program made, locked. */
async function pushed(ctx: WriteContext, input: Input): Promise<{ distribution: string; table: PushedTable }> {
  const distribution = await placeToPush(ctx, input)
  const table = await lockPushedTable(ctx.tx, distribution)
  if (!table) throw notFound(`Resource "${distribution}" has no table made of rows.`)
  return { distribution, table }
}

async function placeToPush(ctx: WriteContext, input: Input): Promise<string> {
  const resource = input.resource_id === undefined && input.id === undefined ? objectOf(input, 'resource') : null
  if (resource) {
    const found = await findPackage(ctx, neededText(resource, 'package_id'))
    if (!found) throw notFound('Dataset was not found.')
    return addResource(ctx, found.dataset.name, { name: 'Tabel', ...resource, url: '' })
  }
  const id = neededText(input, input.resource_id === undefined ? 'id' : 'resource_id').toLowerCase()
  const place = isId(id) ? await placeOfResource(ctx.tx, id) : undefined
  if (!place || place.distribution !== id) throw notFound(`Resource "${id.slice(0, 100)}" was not found.`)
  const { distribution } = await lockOwnDistribution(ctx, place)
  if (distribution.url !== null) throw invalid('resource_id', 'What lies at another address is changed there')
  return id
}
