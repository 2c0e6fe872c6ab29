import { type CkanAction, type Input, notFound, type WritingAction } from './action.ts'
import { datastoreInfo } from './datastore/datastore-info.ts'
import { datastoreSearch } from './datastore/datastore-search.ts'
import { datastoreSearchSql } from './datastore/datastore-search-sql.ts'
import { groupAutocomplete, groupList, groupShow } from './lists/groups.ts'
import {
  organizationAutocomplete,
  organizationList,
  organizationListForUser,
  organizationShow,
} from './lists/organizations.ts'
import {
  currentPackageList,
  followers,
  formatAutocomplete,
  licenseList,
  nothing,
  packageAutocomplete,
  refused,
  userShow,
  vocabularyShow,
} from './lists/others.ts'
import { tagAutocomplete, tagList, tagSearch, tagShow } from './lists/tags.ts'
import { packageList, packageShow } from './packages/actions.ts'
import { resourceSearch, resourceShow } from './packages/resource-actions.ts'
import { neededText } from './read-fields.ts'
import { datastoreCreate, datastoreDelete, datastoreRecordsDelete, datastoreUpsert } from './rows/actions.ts'
import { packageSearch } from './search/package-search.ts'
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
const ELSEWHERE = 'institutions are kept by the administrators of this portal, under /work/authorities.'
const THEMES = 'groups are the themes of the EU, which nobody changes here.'
const PEOPLE = 'people sign up by themselves, and roles are given by administrators.'
const TOKENS = 'a token is made and ended by its owner, after the second factor, under /account/tokens.'

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
  api_token_create: refused(TOKENS),
  api_token_list: refused(TOKENS),
  api_token_revoke: refused(TOKENS),
  current_package_list_with_resources: currentPackageList,
  dataset_follower_count: followers,
  format_autocomplete: formatAutocomplete,
  group_activity_list: nothing('Activities'),
  group_autocomplete: groupAutocomplete,
  group_create: refused(THEMES),
  group_delete: refused(THEMES),
  group_follower_count: followers,
  group_list: groupList,
  group_patch: refused(THEMES),
  group_purge: refused(THEMES),
  group_show: groupShow,
  group_update: refused(THEMES),
  license_list: licenseList,
  member_create: refused(PEOPLE),
  member_delete: refused(PEOPLE),
  organization_activity_list: nothing('Activities'),
  organization_autocomplete: organizationAutocomplete,
  organization_create: refused(ELSEWHERE),
  organization_delete: refused(ELSEWHERE),
  organization_follower_count: followers,
  organization_list: organizationList,
  organization_list_for_user: organizationListForUser,
  organization_member_create: refused(PEOPLE),
  organization_member_delete: refused(PEOPLE),
  organization_patch: refused(ELSEWHERE),
  organization_purge: refused(ELSEWHERE),
  organization_show: organizationShow,
  organization_update: refused(ELSEWHERE),
  package_activity_list: nothing('Activities'),
  package_autocomplete: packageAutocomplete,
  package_relationships_list: nothing('Relationships'),
  recently_changed_packages_activity_list: nothing('Activities'),
  resource_view_list: nothing('Views'),
  tag_autocomplete: tagAutocomplete,
  tag_list: tagList,
  tag_search: tagSearch,
  tag_show: tagShow,
  user_create: refused(PEOPLE),
  user_list: nothing('People'),
  user_show: userShow,
  user_update: refused(PEOPLE),
  vocabulary_list: nothing('Vocabularies'),
  vocabulary_show: vocabularyShow,
  dataset_purge: packagePurge,
  datastore_create: datastoreCreate,
  datastore_delete: datastoreDelete,
  datastore_info: datastoreInfo,
  datastore_records_delete: datastoreRecordsDelete,
  datastore_search: datastoreSearch,
  datastore_search_sql: datastoreSearchSql,
  datastore_upsert: datastoreUpsert,
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
