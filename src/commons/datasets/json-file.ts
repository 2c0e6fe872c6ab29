/** `{ "items": [ … ] }`, piece by piece, one item a line. */
export async function* jsonFile(items: AsyncIterable<unknown>): AsyncIterable<string> {
  yield '{"items":['
  let first = true
  for await (const item of items) {
    yield `${first ? '\n' : ',\n'}${JSON.stringify(item)}`
    first = false
  }
  yield '\n]}\n'
}
