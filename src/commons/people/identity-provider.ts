import type { Context } from '#kernel/http/context.ts'

/** What a state's identity service says of the person. */
export interface Identity {
  /** The personal number. It is hashed with a key at once and never stored. */
  personNumber: string
  name: string
  level: 'strong' | 'signed'
}

/**
 * The port through which an electronic identity comes in. A country's service (in Moldova MPass, by SAML) implements it; the
 * installation has one or none.
 */
export interface IdentityProvider {
  name: string
  /**
   * Where to send the person.
   *
   * @param state comes back with the answer; ties it to the session that asked
   * @returns an address, or a path of ours without language
   */
  start(ctx: Context, state: string): Promise<string>
  /**
   * Checks what came back.
   *
   * @throws Refusal when it is forged, old or not for us
   */
  finish(ctx: Context, answer: Record<string, unknown>): Promise<Identity>
}

declare module '#kernel/http/context.ts' {
  interface Services {
    /** Null while none is connected. */
    identityProvider: IdentityProvider | null
  }
}
