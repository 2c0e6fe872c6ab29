import { type CkanAction, type Input, notFound, type WritingAction } from './action.ts'
import { datastoreInfo } from './datastore/datastore-info.ts'
import { datastoreSearch } from './datastore/datastore-search.ts'
import { packageList, packageSearch, packageShow } from './packages/actions.ts'
import { resourceSearch, resourceShow } from './packages/resource-actions.ts'
import { neededText } from './read-fields.ts'
import {
  packageCreate,
  packageDelete,
  packageOwnerOrgUpdate,
  packagePatch,
  packagePurge,
  packageRevise,
  packageUpdate,
} from './write/packages.ts'
import { resourceCreate, resourceDelete, resourcePatch, resourceUpdate } from './write/resources.ts'

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

export const actions: Record<string, CkanAction | WritingAction> = {
  dataset_purge: packagePurge,
  datastore_info: datastoreInfo,
  datastore_search: datastoreSearch,
  help_show: helpShow,
  package_create: packageCreate,
  package_delete: packageDelete,
  package_list: packageList,
  package_owner_org_update: packageOwnerOrgUpdate,
  package_patch: packagePatch,
  package_revise: packageRevise,
  package_search: packageSearch,
  package_show: packageShow,
  package_update: packageUpdate,
  resource_create: resourceCreate,
  resource_delete: resourceDelete,
  resource_patch: resourcePatch,
  resource_search: resourceSearch,
  resource_show: resourceShow,
  resource_update: resourceUpdate,
  site_read: siteRead,
  status_show: statusShow,
}
