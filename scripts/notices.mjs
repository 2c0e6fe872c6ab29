// Runs on the pinned Node, as a part of build.mjs.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const IN_PACKAGE = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//
const LICENCE = /^(licen[cs]e|copying|notice)\b/i

/**
 * What the licences of bundled packages ask for: their texts, which go with every copy.
 * @param {string} root the repository
 * @param {Iterable<string>} inputs files that esbuild put together, from the root
 * @returns {string} name, version, licence and texts of each package, in the order of names
 */
export function noticesOf(root, inputs) {
  const folders = new Map()
  for (const input of inputs) {
    const [, folder, name] = IN_PACKAGE.exec(input.replaceAll('\\', '/')) ?? []
    if (folder) folders.set(folder, name)
  }
  const said = [...folders]
    .sort(([a, of], [b, other]) => of.localeCompare(other, 'en') || a.localeCompare(b, 'en'))
    .map(([folder]) => noticeOf(join(root, folder)))
  return [
    'Punte holds parts of these packages. The others lie whole in node_modules, with their licences.\n',
    ...said,
  ].join(`\n${'='.repeat(80)}\n\n`)
}

function noticeOf(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const texts = readdirSync(folder)
    .filter((file) => LICENCE.test(file))
    .sort()
    .map((file) => `\n${readFileSync(join(folder, file), 'utf8').trim()}\n`)
  const by = typeof author === 'string' ? author : author?.name
  const head = `${name} ${version}: ${license ?? 'licence not named'}${by ? `, by ${by}` : ''}\n`
  return head + texts.join('\n')
}
