import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Config, ConfigError } from '#kernel/config/config.ts'
import { namedFolder } from '#kernel/files/named-store.ts'
import { shortRandom } from '#kernel/ids.ts'
import type { Ledger } from './ledger.ts'
import { Refused } from './refused.ts'
import { parsePolicy, type WitnessPolicy } from './witness-policy.ts'

/** @throws ConfigError when the file of PUNTE_WITNESS_POLICY is no policy, with the line */
export function openLedger(config: Config, secret: Buffer): Ledger {
  const policy = config.witnessPolicy ? readPolicy(config.witnessPolicy) : null
  return {
    secret,
    originOfNew: () => originOfNew(config),
    store: namedFolder(path.join(config.dataDir, 'ledger')),
    policy,
    witnesses: [...(policy?.witnesses ?? [])].map(([name, { key, url }]) => ({ name, key, url })),
  }
}

/** A demo that is put back begins another log with the same key: under the same name that would be a fork. */
function originOfNew({ ledgerOrigin, publicUrl, demo }: Config): string {
  if (ledgerOrigin && !demo) return ledgerOrigin
  return `${ledgerOrigin ?? `${new URL(publicUrl).hostname}/ledger`}-${shortRandom()}`
}

function readPolicy(file: string): WitnessPolicy {
  try {
    return parsePolicy(readFileSync(file))
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    throw new ConfigError(`PUNTE_WITNESS_POLICY is "${file}"; expected a policy of witnesses (${error.message}).`)
  }
}
