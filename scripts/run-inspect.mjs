// Runs on the pinned Node, started by scripts/inspect.mjs. It needs no build: Node reads the TypeScript of the reading itself.
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { IntlMessageFormat } from 'intl-messageformat'
import { Unreadable } from '../src/modules/open-data/raw-table.ts'
import { inspectFile } from '../src/modules/open-data/reading/inspect-file.ts'

const usage = `npm run inspect -- FILE [--json]
  --encoding NAME    instead of the one that was found, for example windows-1250
  --delimiter SIGN   instead of the one that was found; "tab" for a tabulator
  --preamble N       lines before the header
  --header N         lines of the header; 0: there is none
  --totals N         rows at the end that are totals
  --comma-below      ş and ţ become ș and ț
  --json             everything, for programs`

/** What the person who calls can put right; nothing else is shown without a stack. */
class Misused extends Error {}

try {
  await main()
} catch (error) {
  if (error instanceof Unreadable) console.error(inWords(error))
  else if (error instanceof Misused) console.error(error.message)
  else throw error
  process.exitCode = 1
}

async function main() {
  const { path, overrides, json } = readArguments()
  const begun = performance.now()
  const reading = await inspectFile(path, overrides).catch((error) => {
    throw error.code === 'ENOENT' || error.code === 'EISDIR' || error.code === 'EACCES'
      ? new Misused(`${path} cannot be read: ${error.code}`)
      : error
  })
  const seconds = (performance.now() - begun) / 1000
  const memoryMb = Math.round(process.resourceUsage().maxRSS / 1024)
  // Of a file with one table, which most are, everything stands on top as well.
  if (json) console.log(JSON.stringify({ file: basename(path), ...reading, ...reading.tables[0], seconds, memoryMb }))
  else console.log([...linesOf(reading), '', `${seconds.toFixed(1)} s, ${memoryMb} MB`].join('\n'))
}

function readArguments() {
  const text = { type: 'string' }
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        encoding: text,
        delimiter: text,
        preamble: text,
        header: text,
        totals: text,
        'comma-below': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    if (positionals.length !== 1) throw new Misused(usage)
    return { path: positionals[0], overrides: overridesOf(values), json: values.json }
  } catch (error) {
    if (error instanceof Misused || !String(error.code).startsWith('ERR_PARSE_ARGS')) throw error
    throw new Misused(`${error.message}\n${usage}`)
  }
}

function overridesOf(values) {
  const overrides = {
    encoding: values.encoding,
    delimiter: values.delimiter === 'tab' ? '\t' : values.delimiter,
    preamble: numberOf(values, 'preamble'),
    headerRows: numberOf(values, 'header'),
    totals: numberOf(values, 'totals'),
    commaBelow: values['comma-below'] || undefined,
  }
  return Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined))
}

function numberOf(values, name) {
  if (values[name] === undefined) return undefined
  if (!/^\d{1,9}$/.test(values[name])) throw new Misused(`--${name} is a number`)
  return Number(values[name])
}

function linesOf({ format, encoding, delimiter, tables, findings }) {
  const sign = delimiter === '\t' ? 'tab' : delimiter
  const file = [format, encoding, delimiter && `cells between ${sign}`].filter(Boolean).join(', ')
  return [file, ...tables.flatMap(linesOfTable), '', ...linesOfFindings(findings)]
}

/** What looks like personal data, masked. */
function linesOfFindings(findings) {
  if (findings.length === 0) return ['No personal data was found']
  return findings.map(({ found, kind, sheet, detail, count, lines, samples }) => {
    const place = [sheet, kind === 'column' ? detail : [kind, detail].filter(Boolean).join(' ')]
      .filter(Boolean)
      .join(', ')
    const at = lines.length > 0 ? `, ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}` : ''
    return `${found}: ${count} in ${place}${at}${samples.length > 0 ? `: ${samples.join(', ')}` : ''}`
  })
}

function linesOfTable({ sheet, rows, rejected, columns, preamble, headerRows, totals, rejects }) {
  const around = [
    preamble && say('{n, plural, one {# line} other {# lines}} before the header', { n: preamble }),
    headerRows !== 1 && say('{n, plural, one {# line} other {# lines}} of header', { n: headerRows }),
    totals && say('{n, plural, one {# row} other {# rows}} of totals and notes at the end', { n: totals }),
  ].filter(Boolean)
  const names = Math.max(0, ...columns.map(({ name }) => name.length))
  return [
    '',
    `${sheet ? `${sheet}: ` : ''}${say('{rows, plural, one {# row} other {# rows}}, {rejected, number} rejected', { rows, rejected })}${around.length ? `; ${around.join(', ')}` : ''}`,
    ...columns.map((column) => `  ${column.name.padEnd(names)}  ${typeOf(column)}`.trimEnd()),
    ...rejects.slice(0, 10).map(({ line, column, value, reason }) => {
      const place = column === null ? `line ${line}` : `line ${line}, ${column}`
      return `  ${place}: ${reason}: ${JSON.stringify(value)}`
    }),
  ]
}

function typeOf({ name, title, type, format, missing }) {
  const written = Object.values(format).map((part) => (Array.isArray(part) ? part.join('/') : part))
  return [
    written.length ? `${type} (${written.join(' ')})` : type,
    missing && `${missing} missing`,
    title !== name && JSON.stringify(title),
  ]
    .filter(Boolean)
    .join(', ')
}

/** The English message of the part that says it. */
function inWords({ key, args }) {
  const [, part, name] = /^open-data\.(\w+)\.(.+)$/.exec(key) ?? []
  const folder = new URL(`../src/modules/open-data/${part}/messages/en.json`, import.meta.url)
  const message = JSON.parse(readFileSync(folder, 'utf8'))[name] ?? key
  return say(message, args)
}

function say(message, args) {
  return new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).format(args)
}
