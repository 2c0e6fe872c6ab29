/** Where an imported vote stands, as rehearsals with its votes name it. */
export const pathOf = (number: number) => `/processes/imported/${number}`

/** The number of the imported vote that stands at a path. */
export const numberAt = (path: string) => Number(path.slice(pathOf(0).length - 1))
