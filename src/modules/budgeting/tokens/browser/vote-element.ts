import type { Json } from '#commons/ledger/canonical-json.ts'
import { type BallotKey, ballotKey, derive } from './ballot-key.ts'
import { digest, toBase64url } from './bytes.ts'
import { choicesIn, placedTwice, shuffleChoices } from './choices.ts'
import { isCommitmentTo } from './commitment.ts'
import { forgetToken, type KeptToken, keptToken } from './kept-token.ts'
import { Problem, refuseUnlessDone } from './problem.ts'
import { isPromiseOf } from './promise.ts'
import { StepsElement } from './steps-element.ts'

/** A checkpoint comes within ten seconds. */
const LOOKS = 8
const LOOK_EVERY_MS = 2_000

/** Fills in and casts the ballot. Nothing of the person goes with it: no cookie, and no question who it is. */
export class VoteElement extends StepsElement {
  async connectedCallback(): Promise<void> {
    this.show('plain', false)
    const token = keptToken(this.process)
    if (!token) {
      this.show('first')
      return
    }
    const form = this.querySelector('form') as HTMLFormElement
    // First places draw votes: each ballot has an order of its own, and keeps it.
    shuffleChoices(form, await derive(token.code, `order\n${this.process}`, 32), digest)
    this.show('ballot')
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      event.stopPropagation()
      void this.work(() => this.#cast(token, form))
    })
    this.button('change', () => {
      this.show('done', false)
      this.lead('ballot')
    })
    this.button('forget', () => {
      forgetToken(this.process)
      form.reset()
      ;(this.querySelector('#signed-promise') as HTMLTextAreaElement).value = ''
      this.show('done', false)
      this.show('forgotten')
    })
  }

  async #cast(token: KeptToken, form: HTMLFormElement): Promise<void> {
    const twice = placedTwice(form)
    if (twice.length > 0)
      throw new Problem(
        'same-place',
        twice.map((position) => ({ field: `envelope-${position}`, text: null })),
      )
    const picks = choicesIn(form)
    const key = await ballotKey(token.code, this.process)
    const at = `/api/v1/processes/${this.process}/casts`
    const own = `${at}/${toBase64url(key.pk)}`
    const { seq: last } = await (await this.#ask(own)).json()
    const reply = await this.#ask(at, await this.#signed(key, token, last + 1, picks))
    const { commitment, nonce, promise } = await reply.json()
    if (!(await isCommitmentTo(this.process, picks, nonce, commitment))) throw new Problem('bad-answer')
    if (promise && !(await isPromiseOf(this.process, commitment, promise))) throw new Problem('bad-answer')
    for (const [name, value] of Object.entries({ commitment, nonce }))
      (this.querySelector(`[data-${name}]`) as HTMLElement).textContent = value
    ;(this.querySelector('#signed-promise') as HTMLTextAreaElement).value = promise ?? ''
    this.show('promise', Boolean(promise))
    this.show('ballot', false)
    this.show('receipt', false)
    this.show('receipt-waits')
    this.lead('done')
    void this.#follow(own, commitment)
  }

  async #signed(key: BallotKey, { signature, prepared }: KeptToken, seq: number, picks: { [position: string]: Json }) {
    const edSig = await key.sign(this.process, seq, picks)
    const bytes = { pk: key.pk, prepared, signature, edSig }
    return {
      ...Object.fromEntries(Object.entries(bytes).map(([name, value]) => [name, toBase64url(value)])),
      seq,
      picks,
    }
  }

  async #ask(path: string, body?: unknown): Promise<Response> {
    const reply = await fetch(path, {
      // The browser must not say who sends this.
      credentials: 'omit',
      headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    })
    await refuseUnlessDone(reply)
    return reply
  }

  /** Offers the receipt as soon as a signed tree holds the ballot. */
  async #follow(own: string, commitment: string): Promise<void> {
    for (let look = 0; look < LOOKS; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
      const state = await this.#ask(own)
        .then((reply) => reply.json())
        .catch(() => null)
      if (state?.commitment !== commitment || state.entry?.state !== 'published') continue
      const link = this.querySelector('[data-receipt]') as HTMLAnchorElement
      link.href = `${own}/receipt.tlog-proof`
      this.show('receipt-waits', false)
      this.show('receipt')
      return
    }
  }
}
