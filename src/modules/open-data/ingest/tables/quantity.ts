import { fold } from '#commons/search/fold.ts'
import type { Column } from '../../table-schema.ts'

/** As much of a column as says whether its numbers measure something. */
export type Measured = Pick<Column, 'name' | 'title' | 'type'> & Partial<Pick<Column, 'format'>>

/**
 * Whether the numbers of a column say how much or how many: those have marks between their thousands. Years, codes and numbers by which
 * something is found are numbers too, and nothing in the cells tells them apart: the file says it by a unit or by marks of its own, else
 * the title, and of numbers with decimals their decimals.
 */
export function isQuantity(column: Measured): boolean {
  const known = seen.get(column) ?? looksLikeQuantity(column)
  seen.set(column, known)
  return known
}

/** A page asks the same of each cell. */
const seen = new WeakMap<Measured, boolean>()

function looksLikeQuantity({ type, title, name, format }: Measured): boolean {
  if (type !== 'number' && type !== 'integer') return false
  if (format?.unit || format?.thousands) return true
  const words = fold(`${title} ${name.replaceAll('_', ' ')}`).split(' ')
  const has = (some: Set<string>) => words.some((word) => some.has(word))
  if (has(ACCOUNTS)) return false
  if (has(UNITS)) return true
  if (has(FOUND_BY)) return false
  return (
    type === 'number' ||
    has(MEASURES) ||
    words.some((word) => MEASURES_BEGIN.some((stem) => word.startsWith(stem))) ||
    COUNTED.test(words.join(' '))
  )
}

const UNITS = new Set('lei leu mdl eur euro usd ron лей леев евро kwh mwh km ha'.split(' '))

/** Also where a unit stands beside: the currency of an account is no amount. */
const ACCOUNTS = new Set('cont contul contului conturi iban idno idnp счет счета account accounts'.split(' '))

// biome-ignore format: a row a language
const FOUND_BY = new Set([
  'an', 'anul', 'anului', 'ani', 'anii', 'cod', 'codul', 'codului', 'coduri', 'codurile', 'id', 'nr', 'crt', 'index', 'indice', 'cadastral', 'telefon', 'cuatm', 'siruta', 'luna', 'ziua', 'ora', 'articol', 'capitol', 'contract', 'contractului', 'dosar', 'dosarului', 'inventar',
  'год', 'года', 'годы', 'код', 'кода', 'коды', 'ид', 'номер', 'индекс', 'телефон', 'месяц', 'день', 'статья', 'договор', 'договора',
  'year', 'years', 'code', 'codes', 'number', 'no', 'key', 'phone', 'month', 'day', 'hour', 'zip', 'article',
])

/** Whole words, whose beginnings others have too: sum and summary, count and country, цена and центр. */
const MEASURES = new Set('persoane persoanele цена цены sum sums count counts'.split(' '))

/** Beginnings of words, without marks. */
// biome-ignore format: a row a language
const MEASURES_BEGIN = [
  'suma', 'valoare', 'buget', 'cost', 'pret', 'venit', 'cheltui', 'platit', 'datori', 'populati', 'locuitor', 'elevi', 'vehicule', 'cantitat', 'total', 'suprafat', 'alegatori', 'voturi', 'semnatur',
  'сумм', 'стоимост', 'бюджет', 'доход', 'расход', 'населени', 'жител', 'учеников', 'количеств', 'итог', 'всего', 'площад', 'избирател', 'голос', 'подпис',
  'amount', 'value', 'budget', 'price', 'income', 'revenue', 'expens', 'spent', 'populat', 'inhabitant', 'pupils', 'people', 'vehicles', 'quantit', 'area', 'voters', 'votes', 'signatures',
]

/** "Numărul de elevi", "Number of pupils": what follows is counted. */
const COUNTED =
  /(?:^| )(?:numar(?:ul)? de (?!inregistrare|ordine|telefon|identificare|autorizat|licent|factur|cadastru|act |act$|cerer|pasaport|inmatriculare)|число )/
