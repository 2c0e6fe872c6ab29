import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import path from 'node:path'
import { root } from '#kernel/root.ts'

/** What the environment decides. Read once, by main.ts; everything else gets it as an argument. */
export interface Config {
  /** TCP port, 0–65535; 0 lets the system choose. */
  port: number
  host: string
  /** Address people type, without trailing slash. Links in mails come from here, never from a request's Host. */
  publicUrl: string
  /** PostgreSQL to use; null starts the embedded one in `dataDir`. */
  databaseUrl: string | null
  /** A connection that reaches PostgreSQL itself, for LISTEN and advisory locks, when `databaseUrl` goes through PgBouncer. */
  databaseDirectUrl: string | null
  dataDir: string
  secretsDir: string
  /** Hops or CIDRs whose X-Forwarded-For is believed; false believes nobody. */
  trustProxy: number | string[] | false
  demo: boolean
  jurisdiction: 'md'
  /** null keeps mails in the trap, a table that only the demo shows. */
  smtpUrl: string | null
  /** Who shows it reads /metrics from another machine; null: only this machine may. */
  metricsToken: string | null
  /** null: warnings only for `npm start`, every request for the separate processes. */
  logLevel: string | null
  /** Seconds between saying "not ready" and closing, so that a balancer stops sending first. */
  drainSeconds: number
  /** The name that the public log takes when it begins; null: the host's, with a random end. */
  ledgerOrigin: string | null
  /** File that names the witnesses of the public log (C2SP tlog-policy); null: nobody is asked to cosign. */
  witnessPolicy: string | null
  /** Acts that come in crowds share transactions; off only to measure what that brings. */
  groupCommit: boolean
}

export class ConfigError extends Error {}

interface Setting<T> {
  expected: string
  /** What of a wrong value is shown; absent: all but passwords. */
  shown?: (value: string) => string
  /** @returns undefined when the value is not what is expected */
  read: (value: string) => T | undefined
}

const portNumber: Setting<number> = {
  expected: 'a whole number from 0 to 65535',
  read: (value) => (/^\d{1,5}$/.test(value) && Number(value) <= 65535 ? Number(value) : undefined),
}
const hostName: Setting<string> = {
  expected: 'a host name or an IP address to listen on, for example 127.0.0.1 or 0.0.0.0',
  read: (value) => (/^[\w.:-]+$/.test(value) && URL.canParse(addressOn(value, 80)) ? value : undefined),
}
const webAddress: Setting<string> = {
  expected: 'an address such as https://punte.example, without a path',
  read: (value) => {
    const url = URL.parse(value)
    if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash) return undefined
    return url.username || url.password ? undefined : url.origin
  },
}
const addressOf = (protocols: string[], expected: string, isFit: (url: URL) => boolean): Setting<string> => ({
  expected: `${expected}, with signs such as % and @ in the password written as %25 and %40`,
  read: (value) => {
    const url = URL.parse(value)
    const isOne = url && protocols.includes(url.protocol) && value.includes('//') && isFit(url)
    return isOne && [url.username, url.password, url.pathname].every(isDecodable) ? value : undefined
  },
})
const databaseAddress = addressOf(
  ['postgres:', 'postgresql:'],
  'an address such as postgres://user:password@host:5432/punte',
  // By a socket the host is a folder, named behind the question mark.
  ({ host, search }) => host !== '' || search !== '',
)
const mailAddress = addressOf(
  ['smtp:', 'smtps:'],
  'an address such as smtp://user:password@host:587',
  ({ host }) => host !== '',
)
const folder: Setting<string> = { expected: 'the path of a folder', read: (value) => path.resolve(value) }
const tokenFile: Setting<string> = {
  expected: 'the path of a readable file that holds a token of at least 16 characters',
  // Somebody may have given the token itself.
  shown: (value) => (/^(\.{0,2}\/|[a-z]:\\)/i.test(value) ? value : '…'),
  read: (value) => {
    try {
      const token = readFileSync(value, 'utf8').trim()
      return /^[\x21-\x7e]{16,}$/.test(token) ? token : undefined
    } catch {
      return undefined
    }
  },
}
const readableFile: Setting<string> = {
  expected: 'the path of a readable file',
  read: (value) => {
    try {
      readFileSync(value)
      return path.resolve(value)
    } catch {
      return undefined
    }
  },
}
const onOff: Setting<boolean> = {
  expected: 'on or off',
  read: (value) => ({ on: true, off: false })[value.toLowerCase()],
}
const level: Setting<string> = {
  expected: 'fatal, error, warn, info, debug, trace or silent',
  read: (value) => (/^(fatal|error|warn|info|debug|trace|silent)$/.test(value) ? value : undefined),
}
const seconds: Setting<number> = {
  expected: 'a whole number of seconds from 0 to 20',
  read: (value) => (/^\d{1,2}$/.test(value) && Number(value) <= 20 ? Number(value) : undefined),
}
const logName: Setting<string> = {
  expected: 'an address without https:// and without a final slash, such as petitii.example.md/ledger',
  read: (value) => (/^[a-z0-9.-]+(\/[A-Za-z0-9._~-]+)*$/.test(value) ? value : undefined),
}
const country: Setting<'md'> = {
  expected: 'md (the folder of that name in jurisdiction/)',
  read: (value) => (value === 'md' ? value : undefined),
}
const proxies: Setting<number | string[]> = {
  expected: 'a number of hops such as 1, or addresses such as 10.0.0.0/8,192.168.1.4',
  read: (value) => {
    if (/^[1-9]$/.test(value)) return Number(value)
    const parts = value.split(',').map((part) => part.trim())
    return parts.every(isNetwork) ? parts : undefined
  },
}

/** Names of tests; any other PUNTE_… that is no setting is a typing error. */
const OTHER_NAMES = /^PUNTE_(CHROMIUM$|TEST_)/

/**
 * Reads the settings of docs/operations/settings.md from the environment.
 * @throws ConfigError naming the setting, its value and what is expected
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const known: string[] = []
  const setting = <T>(name: string, kind: Setting<T>): T | null => {
    known.push(name)
    const value = env[name]?.trim()
    if (!value) return null
    const read = kind.read(value)
    if (read === undefined)
      throw new ConfigError(`${name} is "${(kind.shown ?? withoutPassword)(value)}"; expected ${kind.expected}.`)
    return read
  }
  const port = setting('PORT', portNumber) ?? 8080
  const host = setting('HOST', hostName) ?? '127.0.0.1'
  const databaseUrl = setting('DATABASE_URL', databaseAddress)
  const databaseDirectUrl = setting('DATABASE_DIRECT_URL', databaseAddress)
  // A misspelt DATABASE_URL would begin a demo beside the database that was meant.
  if (databaseDirectUrl && !databaseUrl)
    throw new ConfigError(
      `DATABASE_DIRECT_URL is "${withoutPassword(databaseDirectUrl)}" and there is no DATABASE_URL; expected both, or DATABASE_URL alone.`,
    )
  const dataDir = setting('PUNTE_DATA_DIR', folder) ?? path.join(root, 'var')
  const config: Config = {
    port,
    host,
    databaseUrl,
    databaseDirectUrl,
    dataDir,
    publicUrl: setting('PUNTE_PUBLIC_URL', webAddress) ?? addressOn(host, port),
    trustProxy: setting('PUNTE_TRUST_PROXY', proxies) ?? false,
    secretsDir: setting('PUNTE_SECRETS_DIR', folder) ?? path.join(dataDir, 'secrets'),
    demo: setting('PUNTE_DEMO', onOff) ?? databaseUrl === null,
    jurisdiction: setting('PUNTE_JURISDICTION', country) ?? 'md',
    smtpUrl: setting('SMTP_URL', mailAddress),
    metricsToken: setting('PUNTE_METRICS_TOKEN_FILE', tokenFile),
    logLevel: setting('LOG_LEVEL', level),
    ledgerOrigin: setting('PUNTE_LEDGER_ORIGIN', logName),
    witnessPolicy: setting('PUNTE_WITNESS_POLICY', readableFile),
    drainSeconds: setting('PUNTE_DRAIN_SECONDS', seconds) ?? 0,
    groupCommit: setting('PUNTE_GROUP_COMMIT', onOff) ?? true,
  }
  const unknown = Object.keys(env).find(
    (name) => name.startsWith('PUNTE_') && !known.includes(name) && !OTHER_NAMES.test(name),
  )
  // A misspelt PUNTE_DEMO=off would show people's mails to everybody.
  if (unknown)
    throw new ConfigError(
      `${unknown} is no setting; expected one of ${known.filter((name) => name.startsWith('PUNTE_')).join(', ')}.`,
    )
  return config
}

function addressOn(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

function isDecodable(part: string): boolean {
  try {
    decodeURIComponent(part)
    return true
  } catch {
    return false
  }
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

/** Addresses that are wrong are often wrong around the password, so nothing from the user's colon to the last @ is shown. */
function withoutPassword(value: string): string {
  return value.replace(/^([a-z+]*:?\/\/)?([^:]*:).*@/i, '$1$2…@').replaceAll(/(password=)[^&]*/gi, '$1…')
}
