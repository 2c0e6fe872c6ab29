import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { TYPE } from '@formatjs/icu-messageformat-parser'
import { argumentsOf, LANGUAGES, messageFolders, parseMessage, visit } from './messages.mjs'

const here = fileURLToPath(import.meta.url)

/** A number that stands at the end of a line without its unit, or № without its number, is read twice. */
const PARTED = /[}#] (MB|KB|МБ|КБ|lei|лей|MDL)(?![\p{L}])|№ [{\d]/u

/** Things that are called by one name everywhere: two names look like two things. */
const ONE_NAME = {
  ru: [
    [/публичн\p{L}+ реестр/iu, 'публичный журнал'],
    [/(?<!\p{L})стойк/iu, 'пункт голосования'],
    [/спис\p{L}+ избирателей/iu, 'список участников'],
  ],
}

if (basename(process.argv[1] ?? '') === 'check-messages.mjs') {
  const problems = checkMessages(dirname(dirname(here)))
  for (const problem of problems) console.error(problem)
  process.exitCode = problems.length ? 1 : 0
}

/**
 * What is wrong with the texts: one line a problem, with file and key.
 * @param {string} root the repository
 * @returns {string[]}
 */
export function checkMessages(root) {
  const folders = messageFolders(root)
  return [...sharedNames(root, folders), ...folders.flatMap((folder) => checkFolder(root, folder))]
}

/** Two folders with one name would hide each other's keys. */
function sharedNames(root, folders) {
  return folders
    .filter(({ room }, index) => folders.findIndex((other) => other.room === room) !== index)
    .map(({ room, path }) => `${relative(root, path)}: another folder has messages under the name "${room}" too`)
}

function checkFolder(root, { path }) {
  const problems = []
  const texts = {}
  for (const language of LANGUAGES) {
    const file = join(path, `${language}.json`)
    const say = (key, problem) => problems.push(`${relative(root, file)}: ${key ? `${key}: ` : ''}${problem}`)
    texts[language] = readTexts(file, say)
    for (const [key, text] of Object.entries(texts[language] ?? {})) {
      for (const problem of checkText(text, language)) say(key, problem)
    }
  }
  if (problems.length === 0) compareLanguages(root, path, texts, problems)
  return problems
}

function readTexts(file, say) {
  if (!existsSync(file)) return void say('', 'the file is missing')
  const source = readFileSync(file, 'utf8')
  try {
    for (const key of doubledKeys(source)) say(key, 'stands twice')
    return JSON.parse(source)
  } catch (error) {
    say('', `is not JSON: ${error.message}`)
  }
}

/** JSON.parse keeps the last of two equal keys without a word; the files are flat, one key a line. */
function doubledKeys(source) {
  const keys = [...source.matchAll(/^\s*"((?:[^"\\]|\\.)*)"\s*:/gm)].map((match) => match[1])
  return new Set(keys.filter((key, index) => keys.indexOf(key) !== index))
}

function checkText(text, language) {
  if (typeof text !== 'string') return ['is not a text: the files are flat, key and text']
  if (text.trim() === '') return ['is empty']
  const elements = parseMessage(text, language)
  if (elements instanceof Error) return [`is not ICU MessageFormat: ${elements.message}`]
  const problems = []
  if (language === 'ro' && /[şţŞŢ]/.test(text))
    problems.push('has ş or ţ with a cedilla; Romanian is ș and ț, comma below')
  for (const [other, name] of ONE_NAME[language] ?? []) {
    const [found] = text.match(other) ?? []
    if (found) problems.push(`says "${found}" of what is called "${name}" everywhere`)
  }
  const [parted] = text.match(PARTED) ?? []
  if (parted) problems.push(`may break inside "${parted}": write a no-break space between a number and its unit`)
  visit(elements, (element) => {
    if (element.type === TYPE.plural) problems.push(...checkPlural(element, language))
  })
  return problems
}

function checkPlural({ value, options, pluralType }, language) {
  // Unicode CLDR knows which forms a language has: ro one/few/other, ru one/few/many/other, en one/other.
  const forms = new Intl.PluralRules(language, { type: pluralType }).resolvedOptions().pluralCategories
  const missing = forms.filter((form) => !(form in options))
  const strange = Object.keys(options).filter((form) => !form.startsWith('=') && !forms.includes(form))
  return [
    ...missing.map((form) => `the plural of {${value}} lacks the form "${form}"`),
    ...strange.map((form) => `the plural of {${value}} has the form "${form}", which ${language} does not know`),
  ]
}

function compareLanguages(root, path, texts, problems) {
  const keys = new Set(LANGUAGES.flatMap((language) => Object.keys(texts[language])))
  for (const key of keys) {
    const lacking = LANGUAGES.filter((language) => !(key in texts[language]))
    for (const language of lacking)
      problems.push(`${relative(root, join(path, `${language}.json`))}: ${key}: is missing`)
    if (lacking.length) continue
    const [expected, ...others] = LANGUAGES.map((language) => argumentsOf(texts[language][key], language))
    for (const [index, found] of others.entries()) {
      if (agree(expected, found)) continue
      const file = relative(root, join(path, `${LANGUAGES[index + 1]}.json`))
      problems.push(`${file}: ${key}: has the arguments ${describe(found)}, Romanian has ${describe(expected)}`)
    }
  }
}

/** A language that needs no plural may print a number plainly; any other difference is a mistake. */
function agree(some, others) {
  if (some.size !== others.size) return false
  return [...some].every(([name, kind]) =>
    [others.get(name), kind].includes('plain') ? others.has(name) : others.get(name) === kind,
  )
}

function describe(names) {
  return `{${[...names].map(([name, kind]) => `${name}: ${kind}`).join(', ')}}`
}
