// Learns from the house's own messages how often letters stand beside each other: node scripts/pinned-node.mjs scripts/learn-letter-pairs.mjs
// To be run when a language is added; a few messages more change nothing that matters.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const alphabets = {
  romanian: { language: 'ro', letters: ' abcdefghijklmnopqrstuvwxyzăâîșț' },
  russian: { language: 'ru', letters: ' абвгдеёжзийклмнопрстуфхцчшщъыьэюя' },
}

const tables = Object.entries(alphabets).map(([name, { language, letters }]) => {
  const rows = costs(textOf(language), letters).map((row) => `  '${row}',\n`)
  return `/** After each of '${letters}' each of the same. */\nexport const ${name}: readonly string[] = [\n${rows.join('')}]\n`
})
writeFileSync(
  join(root, 'src/modules/open-data/reading/encoding/letter-pairs.ts'),
  `// Written by scripts/learn-letter-pairs.mjs: a digit of base 36 is 2 · −log₂ of the probability that the letter follows.\n\n${tables.join('\n')}`,
)

function textOf(language) {
  const files = globSync(`src/**/messages/${language}.json`, { cwd: root })
  const messages = files.flatMap((file) => Object.values(JSON.parse(readFileSync(join(root, file), 'utf8'))))
  return messages
    .map((text) => text.replaceAll(/[{}<>]|\b(plural|one|few|many|other|select|number|date)\b|\{\w+/g, ' '))
    .join(' ')
    .toLowerCase()
}

/** What never stands there is as likely as half a time. */
function costs(text, letters) {
  const counts = Array.from(letters, () => new Array(letters.length).fill(0.5))
  let before = 0
  for (const letter of text) {
    const at = Math.max(0, letters.indexOf(letter))
    if (before || at) counts[before][at]++
    before = at
  }
  return counts.map((row) => {
    const total = row.reduce((sum, n) => sum + n, 0)
    return row.map((n) => Math.min(35, Math.round(-2 * Math.log2(n / total))).toString(36)).join('')
  })
}
