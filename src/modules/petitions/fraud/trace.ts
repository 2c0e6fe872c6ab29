import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { canonical } from '#commons/people/mailbox.ts'
import { keyedHash } from '#kernel/config/secrets.ts'
import type { Context } from '#kernel/http/context.ts'
import { largeProviders } from './settings.ts'

/** Where a signature comes from, as far as anybody may know: keyed hashes only. */
export interface Trace {
  /** Another one each day, so that nobody can be followed over days; null for acts without a network behind them. */
  sourceHash: Buffer | null
  /** Null for large providers: a million people share such a domain, so it says nothing. */
  domainHash: Buffer | null
}

type Who = Pick<Context, 'secrets' | 'settings' | 'now' | 'timeZone' | 'source'>

export async function traceOf(ctx: Who, address: string): Promise<Trace> {
  const today = dayOf(ctx.now, ctx.timeZone)
  const large = (await ctx.settings.valueOn(largeProviders, today)).toLowerCase().split(/\s+/)
  const domain = domainOf(address)
  return {
    sourceHash: ctx.source ? sourceHashOn(ctx, ctx.source, today) : null,
    domainHash: large.includes(domain) ? null : domainHashOf(ctx, domain),
  }
}

export function sourceHashOn({ secrets }: Pick<Who, 'secrets'>, source: string, day: string): Buffer {
  return keyedHash(secrets.session, 'signature source', day, source)
}

export function domainHashOf({ secrets }: Pick<Who, 'secrets'>, domain: string): Buffer {
  return keyedHash(secrets.session, 'signature domain', domain)
}

export function domainOf(address: string): string {
  const form = canonical(address)
  return form.slice(form.lastIndexOf('@') + 1)
}
