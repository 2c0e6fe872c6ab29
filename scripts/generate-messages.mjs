// Typed message keys and one list of all messages, from src/**/messages/{ro,ru,en}.json.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { argumentsOf, LANGUAGES, messageFolders, TYPES } from './messages.mjs'

/**
 * Writes generated/messages.d.ts (the global interface MessageArguments) and generated/messages.ts.
 * Text that does not parse is left out here; check-messages.mjs names it.
 * @param {string} root the repository
 * @returns {number} how many keys
 */
export function generateMessages(root) {
  const folders = messageFolders(root)
  const keys = new Map()
  for (const folder of folders) collectKeys(folder, keys)
  const sorted = [...keys].sort(([a], [b]) => (a < b ? -1 : 1))
  writeWhenChanged(join(root, 'generated/messages.d.ts'), declarations(sorted))
  writeWhenChanged(join(root, 'generated/messages.ts'), list(root, folders))
  return keys.size
}

function collectKeys({ room, path }, keys) {
  for (const language of LANGUAGES) {
    const file = join(path, `${language}.json`)
    if (!existsSync(file)) continue
    for (const [key, text] of Object.entries(readJson(file))) {
      const known = keys.get(`${room}.${key}`) ?? new Map()
      keys.set(`${room}.${key}`, known)
      for (const [name, kind] of argumentsOf(text, language) ?? []) {
        if ((known.get(name) ?? 'plain') === 'plain') known.set(name, kind)
      }
    }
  }
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}

const MADE = '// Made by scripts/generate-messages.mjs from src/**/messages/*.json.\n'

function declarations(keys) {
  const lines = keys.map(([key, names]) => `  ${JSON.stringify(key)}: ${shape(names)}`)
  return `${MADE}interface MessageArguments {\n${lines.join('\n')}\n}\n`
}

function shape(names) {
  if (names.size === 0) return 'Record<string, never>'
  return `{ ${[...names].map(([name, type]) => `${JSON.stringify(name)}: ${TYPES[type]}`).join('; ')} }`
}

function list(root, folders) {
  const imports = []
  const parts = { ro: [], ru: [], en: [] }
  for (const [index, { room, path }] of folders.entries()) {
    for (const language of LANGUAGES) {
      const file = join(path, `${language}.json`)
      if (!existsSync(file)) continue
      const from = relative(join(root, 'generated'), file).replaceAll('\\', '/')
      imports.push(`import ${language}${index} from ${JSON.stringify(from)} with { type: 'json' }`)
      parts[language].push(`    ...prefixed(${JSON.stringify(room)}, ${language}${index}),`)
    }
  }
  return `${MADE}${imports.join('\n')}

function prefixed(room: string, texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [\`\${room}.\${key}\`, text]))
}

/** Every text of the platform by language and by public key, '<room>.<key>'. */
export const messages: Record<'ro' | 'ru' | 'en', Record<string, string>> = {
${LANGUAGES.map((language) => `  ${language}: {\n${parts[language].join('\n')}\n  },`).join('\n')}
}
`
}

function writeWhenChanged(file, text) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
