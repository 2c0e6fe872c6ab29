import { domainToASCII } from 'node:url'

export type AddressProblem = 'missing-at' | 'too-long' | 'characters' | 'local-part' | 'domain'

export type Address = {
  /** What mail is sent to: as typed, without outer spaces, the domain in lower-case ASCII. */
  readonly address: string
  readonly local: string
  readonly domain: string
}

/**
 * Checks an e-mail address as a person types it: lengths of RFC 5321 (local part 64, domain 255, whole 254 octets), a dot-atom before
 * the @, a domain of at least two labels after it (other scripts become punycode). Quoted local parts, IP literals, comments and local
 * parts outside ASCII are refused: nobody types them, and many servers drop them.
 */
export function parseAddress(text: string): { readonly ok: Address } | { readonly problem: AddressProblem } {
  // Before any pattern sees it. The script of a domain may be longer than its punycode, but not by this much.
  if (text.length > 1000) return { problem: 'too-long' }
  const form = text.normalize('NFKC').trim()
  if (FORBIDDEN.test(form)) return { problem: 'characters' }
  const at = form.lastIndexOf('@')
  if (at < 0) return { problem: 'missing-at' }
  const local = form.slice(0, at)
  if (local.length > 64) return { problem: 'too-long' }
  if (!DOT_ATOM.test(local)) return { problem: 'local-part' }
  const domain = asciiDomain(form.slice(at + 1))
  if (domain === null) return { problem: 'domain' }
  const address = `${local}@${domain}`
  return address.length > 254 ? { problem: 'too-long' } : { ok: { address, local, domain } }
}

/**
 * One form of all spellings that reach one mailbox, for comparing only, never for sending: lower case, and the aliases that the large
 * providers document. Idempotent.
 * @returns null when the address is not valid
 */
export function canonicalAddress(text: string): string | null {
  const parsed = parseAddress(text)
  if ('problem' in parsed) return null
  const { domain, local } = parsed.ok
  const rule = RULES.get(domain)
  const mailbox = (rule?.mailbox ?? same)(local.toLowerCase())
  // "+shop@gmail.com" or "a.-b@yahoo.com": what the rule leaves is no address, so these are not aliases of one.
  return `${DOT_ATOM.test(mailbox) ? mailbox : local.toLowerCase()}@${rule?.domain ?? domain}`
}

/** The domain in lower-case ASCII, or null when the address is not valid. */
export function domainOf(text: string): string | null {
  const parsed = parseAddress(text)
  return 'ok' in parsed ? parsed.ok.domain : null
}

/** Space, control, format and lone surrogate characters anywhere; and what URL parsing would take as the end of a host. */
const FORBIDDEN = /[\s\p{C}]|@.*[/?#%:\\[\]<>^|"(),;]/u
const DOT_ATOM = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

function asciiDomain(typed: string): string | null {
  const domain = domainToASCII(typed)
  const labels = domain.split('.')
  const top = labels.at(-1) ?? ''
  // A numeric last label is an IPv4 address to every parser ("0x7f.1").
  const fine =
    labels.length >= 2 && domain.length <= 255 && /[a-z]/.test(top) && labels.every((label) => LABEL.test(label))
  return fine ? domain : null
}

type Rule = { readonly domain?: string; readonly mailbox: (local: string) => string }

const same = (local: string) => local
const withoutPlus = (local: string) => local.split('+', 1)[0] ?? ''
const withoutPlusAndDots = (local: string) => withoutPlus(local).replaceAll('.', '')
const withoutHyphen = (local: string) => local.split('-', 1)[0] ?? ''
/** Yandex reads dot and hyphen in a login as the same. */
const yandexLogin = (local: string) => withoutPlus(local).replaceAll('.', '-')

/** `domain` only where one account owns the name at all of them; hotmail.com and outlook.com may be two people. */
const RULES: ReadonlyMap<string, Rule> = new Map(
  (
    [
      ['gmail.com googlemail.com', { domain: 'gmail.com', mailbox: withoutPlusAndDots }],
      ['outlook.com hotmail.com live.com msn.com', { mailbox: withoutPlus }],
      ['proton.me protonmail.com pm.me', { mailbox: withoutPlus }],
      ['icloud.com me.com mac.com', { mailbox: withoutPlus }],
      ['mail.ru inbox.ru list.ru bk.ru internet.ru', { mailbox: withoutPlus }],
      ['yandex.ru yandex.com yandex.by yandex.kz yandex.ua ya.ru', { domain: 'yandex.ru', mailbox: yandexLogin }],
      ['yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.it yahoo.es yahoo.ro ymail.com', { mailbox: withoutHyphen }],
    ] as const
  ).flatMap(([domains, rule]) => domains.split(' ').map((domain): [string, Rule] => [domain, rule])),
)
