// What generate-messages.mjs and check-messages.mjs both know about message files.
import { globSync } from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'
import { parse, TYPE } from '@formatjs/icu-messageformat-parser'

export const LANGUAGES = ['ro', 'ru', 'en']

/** The TypeScript type of each kind of argument. */
export const TYPES = {
  number: 'number',
  select: 'string',
  date: 'Date | string',
  plain: 'string | number',
  tag: '(children: string[]) => string',
}

/**
 * @param {string} root the repository
 * @returns {{ room: string, path: string }[]} the folders named messages; the room is the folder that holds it, with its part after a dot
 */
export function messageFolders(root) {
  const files = globSync('src/**/messages/*.json', { cwd: root })
  return [...new Set(files.map(dirname))]
    .sort()
    .map((folder) => ({ room: roomOf(dirname(folder)), path: join(root, folder) }))
}

/** 'petitions' for src/modules/petitions, 'petitions.moderation' for the part of that room in its folder moderation. */
function roomOf(folder) {
  const [, , ...below] = folder.split(sep)
  return below.length > 0 ? below.join('.') : basename(folder)
}

/**
 * The arguments of an ICU message and their kinds; undefined when the text does not parse.
 * @returns {Map<string, keyof typeof TYPES> | undefined}
 */
export function argumentsOf(text, language) {
  const elements = parseMessage(text, language)
  if (elements instanceof Error) return undefined
  const found = new Map()
  visit(elements, (element) => {
    const kind = KINDS[element.type]
    if (!kind) return
    // The strictest use decides: {n} beside {n, plural, …} is a number.
    if (!found.has(element.value) || found.get(element.value) === 'plain') found.set(element.value, kind)
  })
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

const KINDS = {
  [TYPE.argument]: 'plain',
  [TYPE.number]: 'number',
  [TYPE.plural]: 'number',
  [TYPE.select]: 'select',
  [TYPE.date]: 'date',
  [TYPE.time]: 'date',
  [TYPE.tag]: 'tag',
}

/** @returns the parsed elements, or the Error that says what is wrong */
export function parseMessage(text, language) {
  try {
    return parse(text, { locale: new Intl.Locale(language), shouldParseSkeletons: false })
  } catch (error) {
    return error
  }
}

/** Calls `see` for every element of a message, also inside plurals, selects and tags. */
export function visit(elements, see) {
  for (const element of elements) {
    see(element)
    if (element.type === TYPE.tag) visit(element.children, see)
    for (const option of Object.values(element.options ?? {})) visit(option.value, see)
  }
}
