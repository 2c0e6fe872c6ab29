import type { Hit } from './hit.ts'

/** Addresses of an office, whoever sits in it. */
const ROLES = new Set(
  (
    'achizitii admin administratia administrator administration agentia anticamera anticoruptie audienta audiente biblioteca ' +
    'cancelaria cancelarie cariera centru colegiu comunicare consiliu consiliul consultari contabilitate contact contacts contacte ' +
    'corespondenta customer date data dataprotection dpo directia directie directorat dosare feedback finante fisc ' +
    'gdpr gimnaziu gradinita hello help helpdesk hotline hr info infocentru information informatii international ' +
    'it juridic kontakt liceu mail media moderator newsletter noreply no-reply office oficiu open opendata petitii petitie ' +
    'posta post postmaster presa press pressa preturi primar primaria primarie privacy procurement public relatii registratura ' +
    'resurseumane sales scoala scoli secretar secretara secretariat secretariatul security service servicii sesizari ' +
    'spital statistica stiri suport support tehnic transparenta urgente vacante webadmin webmaster'
  ).split(' '),
)
const IN_NAME = /[\p{L}\p{N}._%+'-]/u
const IN_HOST = /[\p{L}\p{N}.-]/u
/** The longest local part and the longest host name that mail takes. */
const MOST_NAME = 64
const MOST_HOST = 253
const HOST = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,24}$/u

/** E-mail addresses; those of an office (contact@, primaria.orhei@) are told apart from a person's. */
export function findEmails(text: string): Hit[] {
  const hits: Hit[] = []
  for (let sign = text.indexOf('@'); sign >= 0; sign = text.indexOf('@', sign + 1)) {
    let from = sign
    while (from > 0 && sign - from < MOST_NAME && IN_NAME.test(text[from - 1] as string)) from--
    let to = sign + 1
    while (to < text.length && to - sign <= MOST_HOST && IN_HOST.test(text[to] as string)) to++
    // A dot that ends the sentence.
    while (to > sign + 1 && /[.-]/.test(text[to - 1] as string)) to--
    const name = text.slice(from, sign).replace(/^[.'-]+/, '')
    if (name === '' || !HOST.test(text.slice(sign + 1, to))) continue
    hits.push({ found: isRole(name) ? 'role-email' : 'email', from: sign - name.length, to })
  }
  return hits
}

/** Its first word says an office: primaria.orhei, info2, scoala-nr-5. */
function isRole(name: string): boolean {
  const lower = name.toLowerCase()
  if (ROLES.has(lower)) return true
  const word = /^[a-z]+/.exec(lower)?.[0] ?? ''
  return ROLES.has(word) && !(word === 'it' || word === 'hr') && !/^[a-z]/.test(lower.slice(word.length))
}
