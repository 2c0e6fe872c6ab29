/** Of a dataset's extras: keys of a package that no field here has, as a program sent them. */
export const KEPT = 'ckan:package'

/** Keys of a package that follow from what is known here, and that are not kept as they came. */
export const computedKeys = new Set([
  'id', 'name', 'title', 'title_translated', 'notes', 'notes_translated', 'maintainer', 'maintainer_email', 'license_id', 'license_title',
  'license_url', 'isopen', 'state', 'type', 'private', 'owner_org', 'organization', 'creator_user_id', 'metadata_created', 'metadata_modified',
  'num_resources', 'num_tags', 'resources', 'tags', 'tag_string', 'groups', 'extras', 'relationships_as_subject', 'relationships_as_object',
  'publication', 'in_series', 'upload', 'tracking_summary', 'return_id_only', 'access_rights', '__proto__',
]) // biome-ignore format: a list of names

/** Keys of a resource that follow from what is known here. */
export const computedResourceKeys = new Set([
  'id', 'package_id', 'name', 'name_translated', 'description', 'url', 'url_type', 'format', 'upload', 'clear_upload', 'position', 'state',
  'created', 'last_modified', 'metadata_modified', 'datastore_active', 'version', 'revision_id', 'tracking_summary', '__proto__',
]) // biome-ignore format: a list of names

/** What a program said beside what is known here: given back as it came. */
export function keptOf(input: Record<string, unknown>, computed: Set<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([key, value]) => !computed.has(key) && value !== undefined))
}
