import { randomBytes } from 'node:crypto'
import { sameNumbers } from '#commons/demo/same-numbers.ts'
import { keyedHash } from '#kernel/config/secrets.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { addSignatures, type NewSignature } from '../signing/add-signatures.ts'
import { signatoryName } from './people.ts'

/** A petition that takes signatures on some days of the past. */
export interface Crowd {
  id: string
  number: number
  lang: 'ro' | 'ru' | 'en'
  place: string
  /** How many on each day, by days before today. */
  days: Map<number, number>
}

/** Spreads signatures over days: many at first, a second wave when the press wrote about it, then fewer. */
export function spread(signatures: number, from: number, to: number, seed: number): Map<number, number> {
  const random = sameNumbers(seed)
  const length = Math.max(1, from - to)
  // Old petitions in few days: the demo must be ready in seconds.
  const step = from > 200 ? Math.ceil(length / 8) : 1
  const wave = random() * length
  const weights = new Map<number, number>()
  for (let day = from; day >= to; day -= step) {
    const since = from - day
    weights.set(
      day,
      (Math.exp(-since / (length / 3)) + 0.8 * Math.exp(-((since - wave) ** 2) / 18) + 0.05) * (0.6 + random()),
    )
  }
  const all = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const days = new Map<number, number>()
  let left = signatures
  for (const [day, weight] of weights) {
    const here = Math.min(left, Math.round((signatures * weight) / all))
    days.set(day, here)
    left -= here
  }
  const lastDay = [...weights.keys()].at(-1) as number
  days.set(lastDay, (days.get(lastDay) ?? 0) + left)
  return days
}

/** Gives the signatures of one day to all petitions at once, by the way every signature goes. */
export async function signOnDay(services: Services, now: Date, crowds: Crowd[], daysAgo: number): Promise<number> {
  const signatures = crowds.flatMap((crowd) => {
    const random = sameNumbers(crowd.number * 1_000 + daysAgo)
    return Array.from({ length: crowd.days.get(daysAgo) ?? 0 }, () => signature(services, now, crowd, random))
  })
  for (let at = 0; at < signatures.length; at += 1_000)
    await transact(services.db, (tx) => addSignatures({ ...services, tx, now }, signatures.slice(at, at + 1_000)))
  return signatures.length
}

function signature(services: Services, now: Date, crowd: Crowd, random: () => number): NewSignature {
  const placeKey = home(services, crowd.place, random)
  const strong = random() < 0.11
  const signerKey = randomBytes(32)
  return {
    petitionId: crowd.id,
    number: crowd.number,
    id: newId(now),
    mailboxId: null,
    level: strong ? (random() < 0.25 ? 'signed' : 'strong') : 'email',
    signerKey,
    mailboxKey: randomBytes(32),
    personKey: strong ? keyedHash(services.secrets.person, 'demo', signerKey.toString('base64')) : null,
    name: signatoryName(crowd.lang, random),
    showName: random() < 0.06,
    wantsNews: false,
    placeKey,
    unitKey: services.places.unitOf(placeKey).key,
    receiptHash: null,
  }
}

/** Most live where the petition is about, some elsewhere or abroad; a petition to the whole country is signed where people live. */
function home(services: Services, about: string, random: () => number): string {
  const units = services.places.units()
  const near = about === 'md' ? [] : services.places.under(services.places.unitOf(about).key)
  const share = random()
  if (near.length > 0 && share < 0.75) return near[Math.floor(random() * near.length)] as string
  if (share < 0.88)
    return ['md-cu-botanica', 'md-cu-riscani', 'md-cu-ciocana', 'md-cu-centru', 'md-cu-buiucani', 'md-ba'][
      Math.floor(random() * 6)
    ] as string
  const abroad = services.places.abroad()
  if (abroad && share > 0.95) return abroad.key
  return (units[Math.floor(random() ** 2 * units.length)] as { key: string }).key
}
