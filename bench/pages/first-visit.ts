import { brotliDecompressSync } from 'node:zlib'
import type { Draw } from './draw.ts'
import { transferred } from './measure.ts'
import { numbersFrom } from './texts.ts'

/** What a browser that was never here transfers for a page: its HTML, CSS and JavaScript, compressed. */
export async function firstVisits(
  origin: string,
  draws: Draw[],
): Promise<{ page: string; bytes: number; parts: string }[]> {
  const pages = draws.filter(({ name }) => name !== 'petition-json')
  return Promise.all(
    pages.map(async ({ name, headers, next }) => {
      const html = await transferred(origin + next(numbersFrom(3)), headers)
      const text = html.encoding === 'br' ? brotliDecompressSync(html.body).toString() : html.body.toString()
      const assets = new Set(
        [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js))"/g)].map(([, path]) => path),
      )
      const sizes = await Promise.all(
        [...assets].map(async (path) => (await transferred(origin + path, headers)).bytes),
      )
      const rest = sizes.reduce((sum, size) => sum + size, 0)
      return { page: name, bytes: html.bytes + rest, parts: `HTML ${html.bytes}, CSS and JavaScript ${rest}` }
    }),
  )
}
