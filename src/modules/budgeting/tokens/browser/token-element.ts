import { browserKnowsKeys } from './ballot-key.ts'
import { type Bytes, fromBase64, toBase64url } from './bytes.ts'
import { issuerFromLog } from './issuer.ts'
import { forgetToken, keepToken, keptToken } from './kept-token.ts'
import { Problem, refuseUnlessDone } from './problem.ts'
import { newCode, readCode, writeCode } from './recovery-code.ts'
import { StepsElement } from './steps-element.ts'
import { requestToken } from './token.ts'

/** Asks whether the person may vote, makes the secret code, blinds the token, has it signed, and keeps it in this tab. */
export class TokenElement extends StepsElement {
  /** Made here; null when the person types one. */
  #code: Bytes | null = null

  async connectedCallback(): Promise<void> {
    this.show('plain', false)
    if (!(await browserKnowsKeys())) {
      await this.work(() => Promise.reject(new Problem('browser')))
      return
    }
    this.button('make', () => this.#make())
    this.button('have', () => this.#ask())
    this.button('print', () => print())
    this.button('forget', () => this.#forget())
    this.#onSubmit('who', (form) => this.#check(form))
    this.#onSubmit('secret', (form) => this.#get(form))
    if (keptToken(this.process)) this.show('done')
    else {
      this.show('steps')
      if (this.hasAttribute('issued')) this.#ask()
      else this.show('choose-code')
    }
  }

  #form(part: string): HTMLFormElement {
    return this.piece(part).querySelector('form') as HTMLFormElement
  }

  #onSubmit(part: string, act: (form: HTMLFormElement) => Promise<void>): void {
    const form = this.#form(part)
    form.addEventListener('submit', (event) => {
      // A search for a place is the server's.
      if ((event.submitter as HTMLButtonElement | null)?.name === 'again') return
      event.preventDefault()
      event.stopPropagation()
      void this.work(() => act(form))
    })
  }

  /** A code that was written down for nothing would be worse than no code: who may not vote is told before. */
  async #check(form: HTMLFormElement): Promise<void> {
    await this.#send('/voter', saidIn(form))
    this.show('who', false)
    this.lead('secret')
  }

  async #send(path: string, body: object): Promise<Response> {
    const reply = await fetch(`/api/v1/processes/${this.process}/token${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
      body: JSON.stringify(body),
    })
    await refuseUnlessDone(reply)
    return reply
  }

  #make(): void {
    this.#code = newCode()
    ;(this.querySelector('[data-code]') as HTMLElement).textContent = writeCode(this.#code)
    this.show('choose-code', false)
    this.show('new-code')
    this.show('get')
  }

  #ask(): void {
    this.#code = null
    this.show('choose-code', false)
    this.show('own-code')
    this.show('get')
  }

  async #get(form: HTMLFormElement): Promise<void> {
    const fields = new FormData(form)
    if (this.#code && !fields.has('written')) throw new Problem('write-first', [{ field: 'written', text: null }])
    const code = this.#code ?? readCode(String(fields.get('secret')))
    if (!code) throw new Problem('bad-code', [{ field: 'secret', text: null }])
    const request = await requestToken(code, this.process, await issuerFromLog(this.process))
    const said = saidIn(this.#form('who'))
    const { signature } = await (await this.#send('', { blinded: toBase64url(request.blinded), ...said })).json()
    const token = await request.finish(fromBase64(signature)).catch(() => Promise.reject(new Problem('bad-answer')))
    keepToken(this.process, { code, signature: token, prepared: request.prepared })
    this.show('steps', false)
    this.lead('done')
  }

  #forget(): void {
    forgetToken(this.process)
    this.show('done', false)
    this.show('forgotten')
  }
}

/** Where the person lives and how old they are, or their code of the roll, and their age group: whatever the form asks. */
function saidIn(form: HTMLFormElement) {
  const fields = new FormData(form)
  return {
    place: fields.get('place') || undefined,
    oldEnough: fields.has('oldEnough'),
    code: fields.get('code') || undefined,
    age: fields.get('age') || undefined,
  }
}
