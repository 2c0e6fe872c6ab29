/** Addresses of a table in this grammar, as its replies say them. */
export function addressesOf(publicUrl: string, id: string) {
  const resource = `${publicUrl}/api/tabular/resources/${id}`
  return {
    resource: `${resource}/`,
    profile: `${resource}/profile/`,
    swagger: `${resource}/swagger/`,
    data: `${resource}/data/`,
    csv: `${resource}/data/csv/`,
    json: `${resource}/data/json/`,
  }
}

/** The same question about another page; absent where there is none. */
export function pageLinks(
  data: string,
  asked: URLSearchParams,
  { page, pageSize, total }: { page: number; pageSize: number; total: number },
): { next: string | null; prev: string | null } {
  const at = (other: number) => {
    const query = new URLSearchParams(asked)
    query.set('page', String(other))
    return `${data}?${query}`
  }
  return { next: page * pageSize < total ? at(page + 1) : null, prev: page > 1 ? at(page - 1) : null }
}
