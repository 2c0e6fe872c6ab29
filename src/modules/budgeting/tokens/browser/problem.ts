/** What stands in the way: known here by its name, or told by the server in words. */
export class Problem extends Error {
  readonly lines: { field: string | null; text: string | null }[]
  override readonly name: string

  constructor(name: string, lines: Problem['lines'] = [{ field: null, text: null }]) {
    super(name)
    this.name = name
    this.lines = lines
  }
}

/** @throws Problem with the server's own words */
export async function refuseUnlessDone(reply: Response): Promise<void> {
  if (reply.ok) return
  const problem = await reply.json().catch(() => null)
  if (typeof problem?.code !== 'string') throw new Problem('offline')
  const errors: { field: string; message: string }[] = problem.errors ?? []
  throw new Problem(
    problem.code,
    errors.length > 0
      ? errors.map(({ field, message }) => ({ field, text: message }))
      : [{ field: null, text: problem.title }],
  )
}
