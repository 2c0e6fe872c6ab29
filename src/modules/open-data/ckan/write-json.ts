import { inTurns } from '#kernel/in-turns.ts'

/** What JSON.stringify gives; between the items of a long list other work goes on. */
export async function writeJson(result: unknown): Promise<string> {
  if (Array.isArray(result)) return writeList(result)
  if (typeof result !== 'object' || result === null || 'toJSON' in result) return JSON.stringify(result) ?? 'null'
  const written: string[] = []
  for (const [name, value] of Object.entries(result)) {
    const text = Array.isArray(value) ? await writeList(value) : JSON.stringify(value)
    if (text !== undefined) written.push(`${JSON.stringify(name)}:${text}`)
  }
  return `{${written.join()}}`
}

async function writeList(items: unknown[]): Promise<string> {
  const written: string[] = []
  for await (const item of inTurns(items)) written.push(JSON.stringify(item) ?? 'null')
  return `[${written.join()}]`
}
