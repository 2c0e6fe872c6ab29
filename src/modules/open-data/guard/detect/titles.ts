/** What titles of columns say of what stands below them, in three languages. */
const PHONE =
  /(?:^|[^\p{L}])(?:tel|telefon\p{L}*|phones?|mobil\p{L}*|gsm|fax|тел|телефон\p{L}*|моб\p{L}*|факс)(?![\p{L}])/u
const IDNP =
  /(?:^|[^\p{L}])(?:idnp|cnp|cod(?:ul)? (?:personal|numeric personal)|personal (?:code|number|id)|идн[пф]|персональн\p{L}* код\p{L}*|личн\p{L}* (?:код|номер))(?![\p{L}])/u
const BIRTH =
  /nasteri|nascut|(?:^|[^\p{L}])(?:birth|born|dob|d\.n\.)|birth ?da(?:te|y)|рожден|(?:^|[^\p{L}])г\.? ?р\.?(?![\p{L}])/u
const NAME =
  /(?:^|[^\p{L}])(?:nume(?:le)?|prenume(?:le)?|n\.p\.p?\.|patronimic\p{L}*|name|surname|forename|full name|first name|last name|family name|given name|фио|ф\.и\.о\.?|фамили\p{L}*|имя|имена|отчеств\p{L}*)(?![\p{L}])/u
/** Names of other things than people. */
const OF_THINGS =
  /(?:strad|instituti|compani|firm|intreprinder|localit|oras|satul|proiect|program|produs|fisier|obiect|scol|street|institut|company|organi[sz]ation|city|town|village|place|project|product|file|school|brand|user|host|column|field|улиц|учрежд|организ|предприят|город|сел|проект|товар|файл|школ)/u

export const saysPhone = (title: string): boolean => PHONE.test(folded(title))
export const saysIdnp = (title: string): boolean => IDNP.test(folded(title))
export const saysBirth = (title: string): boolean => BIRTH.test(folded(title))
export function saysName(title: string): boolean {
  const said = folded(title)
  return NAME.test(said) && !OF_THINGS.test(said)
}

/** Without marks on letters: й is и here. */
const folded = (title: string): string => title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
