import { type CkanAction, type Input, notFound } from './action.ts'
import { datastoreInfo } from './datastore/datastore-info.ts'
import { datastoreSearch } from './datastore/datastore-search.ts'
import { datastoreSearchSql } from './datastore/datastore-search-sql.ts'
import { packageList, packageSearch, packageShow } from './packages/actions.ts'
import { neededText } from './read-fields.ts'

const VERSION = '2.11.0'

const statusShow: CkanAction = {
  help: 'What this site is: title, address, version of the API it speaks. Takes nothing.',
  run: async (ctx) => ({
    site_title: ctx.translate('ro')('open-data.ckan.site'),
    site_description: ctx.translate('ro')('open-data.ckan.about'),
    site_url: ctx.publicUrl,
    ckan_version: VERSION,
    error_emails_to: null,
    locale_default: 'ro',
    extensions: ['datastore'],
  }),
}

/** Gone from newer versions, but programs still ask it first. */
const siteRead: CkanAction = { help: 'Whether this site may be read: true.', run: async () => true }

const helpShow: CkanAction = {
  help: 'What an action does and takes. name: the action.',
  async run(_ctx, input: Input) {
    const name = neededText(input, 'name')
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined
    if (!action) throw notFound(`Action "${name}" was not found.`)
    return action.help
  },
}

export const actions: Record<string, CkanAction> = {
  datastore_info: datastoreInfo,
  datastore_search: datastoreSearch,
  datastore_search_sql: datastoreSearchSql,
  help_show: helpShow,
  package_list: packageList,
  package_search: packageSearch,
  package_show: packageShow,
  site_read: siteRead,
  status_show: statusShow,
}
