import type { ToRecount } from './read-published.ts'
import type { Recounted } from './recount.ts'
import type { Told } from './recount-worker.ts'

/**
 * `<punte-recount worker="/assets/recount-worker.js" result="/api/v1/processes/1/result" ballots="/processes/1/ballots.csv"
 * paper="/api/v1/processes/1/paper" start="…">`: a button that counts the vote again in this browser, in a thread of its own, and says what it
 * counts and, envelope by envelope, whether the published result comes out.
 */
export class RecountElement extends HTMLElement {
  connectedCallback(): void {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'ds-button button'
    button.textContent = this.getAttribute('start')
    const said = document.createElement('div')
    said.setAttribute('role', 'status')
    button.addEventListener('click', () => {
      button.disabled = true
      said.replaceChildren(line(this.#words('working')))
      this.#count((told) => {
        said.replaceChildren(...this.#say(told).map(line))
        if (isLast(told)) button.disabled = false
      })
    })
    this.replaceChildren(button, said)
  }

  #count(hear: (told: Told) => void): void {
    const worker = new Worker(this.#words('worker'), { type: 'module' })
    const tell = (told: Told) => {
      hear(told)
      if (isLast(told)) worker.terminate()
    }
    worker.addEventListener('message', ({ data }: MessageEvent<Told>) => tell(data))
    worker.addEventListener('error', () => tell('failed'))
    const at = (name: string) => new URL(this.#words(name), location.href).href
    worker.postMessage({ result: at('result'), ballots: at('ballots'), paper: at('paper') } satisfies ToRecount)
  }

  #say(told: Told): string[] {
    if (told === 'failed') return [this.#words('failed')]
    if ('counting' in told) {
      const { name, at, of } = told.counting
      return [this.#words('counting').replace('%e', name).replace('%i', numberIn(at)).replace('%n', numberIn(of))]
    }
    const seconds = numberIn(Math.round(told.ms) / 1000)
    return told.counted.map((one) => this.#outcome(one, seconds))
  }

  #outcome({ name, selected, same }: Recounted, seconds: string): string {
    return this.#words(same ? 'same' : 'differs')
      .replace('%e', name)
      .replace('%n', numberIn(selected.length))
      .replace('%p', selected.map((id) => numberIn(Number(id))).join(', ') || '—')
      .replace('%s', seconds)
  }

  #words(name: string): string {
    return this.getAttribute(name) ?? ''
  }
}

function isLast(told: Told): boolean {
  return told === 'failed' || 'counted' in told
}

function line(text: string): HTMLElement {
  const paragraph = document.createElement('p')
  paragraph.textContent = text
  return paragraph
}

function numberIn(n: number): string {
  return new Intl.NumberFormat(document.documentElement.lang).format(n)
}
