/** Name of the field into which one types what to search for, for the field that takes what is found. */
export const searchFieldOf = (field: string) => `${field}-search`

/** Name of the hidden field that tells what was searched for already. */
export const searchedFieldOf = (field: string) => `${field}-searched`

/** Whether something was typed into a search of the form since it was last shown. */
export function isSearching(fields: Record<string, unknown>): boolean {
  return Object.entries(fields).some(([name, words]) => {
    const [, field] = /^(.+)-search$/.exec(name) ?? []
    return field && typeof words === 'string' && words.trim() !== '' && words !== fields[searchedFieldOf(field)]
  })
}
