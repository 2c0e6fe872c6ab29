import { fold } from '#commons/search/fold.ts'
import type { Column } from '../../table-schema.ts'

/** As much of a column as says whether its numbers measure something. */
export type Measured = Pick<Column, 'name' | 'title' | 'type'> & Partial<Pick<Column, 'format'>>

/**
 * Whether the numbers of a column say how much or how many: those have marks between their thousands. Years, codes and numbers by which
 * something is found are whole numbers too, and nothing in the cells tells them apart: so of whole numbers the title has to say it.
 */
export function isQuantity({ type, title, name, format }: Measured): boolean {
  if (type === 'number') return true
  if (type !== 'integer') return false
  if (format?.unit || format?.thousands) return true
  const words = fold(`${title} ${name.replaceAll('_', ' ')}`).split(' ')
  if (words.some((word) => UNITS.has(word))) return true
  if (words.some((word) => FOUND_BY.has(word))) return false
  return words.some((word) => MEASURES.some((stem) => word.startsWith(stem))) || COUNTED.test(words.join(' '))
}

const UNITS = new Set('lei leu mdl eur euro usd ron лей леев евро kwh mwh km ha'.split(' '))

// biome-ignore format: a row a language
const FOUND_BY = new Set([
  'an', 'anul', 'ani', 'cod', 'codul', 'id', 'idno', 'idnp', 'iban', 'cont', 'nr', 'crt', 'index', 'indice', 'cadastral', 'telefon', 'cuatm', 'siruta', 'luna', 'ziua', 'ora', 'articol', 'capitol',
  'год', 'код', 'ид', 'номер', 'индекс', 'счет', 'телефон', 'месяц', 'день', 'статья',
  'year', 'code', 'number', 'no', 'key', 'phone', 'account', 'month', 'day', 'hour', 'zip', 'article',
])

/** Beginnings of words, without marks. */
// biome-ignore format: a row a language
const MEASURES = [
  'suma', 'valoare', 'buget', 'cost', 'pret', 'venit', 'cheltui', 'executat', 'planificat', 'aprobat', 'platit', 'datori', 'populati', 'locuitor', 'elevi', 'persoane', 'vehicule', 'cantitat', 'total', 'suprafat', 'alegatori', 'voturi', 'semnatur',
  'сумм', 'стоимост', 'бюджет', 'цен', 'доход', 'расход', 'исполн', 'населени', 'жител', 'учеников', 'количеств', 'итог', 'всего', 'площад', 'избирател', 'голос', 'подпис',
  'sum', 'amount', 'value', 'budget', 'price', 'income', 'revenue', 'expens', 'spent', 'planned', 'populat', 'inhabitant', 'pupils', 'people', 'vehicles', 'quantit', 'area', 'voters', 'votes', 'signatures', 'count',
]

/** "Numărul de elevi", "Number of pupils": what follows is counted. */
const COUNTED = /(?:^| )(?:numar(?:ul)? de (?!inregistrare|ordine|telefon|identificare)|число )/
