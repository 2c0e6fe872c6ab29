/** Fields of our forms by the names that CKAN has for them. */
const names: Record<string, string> = {
  titleRo: 'title',
  titleRu: 'title_translated',
  titleEn: 'title_translated',
  descriptionRo: 'notes',
  descriptionRu: 'notes_translated',
  descriptionEn: 'notes_translated',
  keywordsRo: 'tags',
  keywordsRu: 'tags',
  keywordsEn: 'tags',
  themes: 'groups',
  licence: 'license_id',
  contactName: 'maintainer',
  contactEmail: 'maintainer_email',
  organisation: 'owner_org',
  place: 'extras',
  frequency: 'extras',
  accessRights: 'extras',
  contactUrl: 'extras',
  coversFrom: 'extras',
  coversTo: 'extras',
  highValue: 'extras',
  file: 'upload',
}

export function fieldInCkan(field: string): string {
  return names[field] ?? field
}
