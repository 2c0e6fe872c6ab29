import { recount } from './recount.ts'

/**
 * `<punte-recount result="/api/v1/processes/1/result" ballots="/processes/1/ballots.csv" start="…">`: a button that counts the vote again in
 * this browser and says, envelope by envelope, whether the published result comes out.
 */
export class RecountElement extends HTMLElement {
  connectedCallback(): void {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'ds-button button'
    button.textContent = this.getAttribute('start')
    const said = document.createElement('div')
    said.setAttribute('role', 'status')
    button.addEventListener('click', () => void this.#count(button, said))
    this.replaceChildren(button, said)
  }

  async #count(button: HTMLButtonElement, said: HTMLElement): Promise<void> {
    button.disabled = true
    said.replaceChildren(line(this.getAttribute('working') ?? ''))
    try {
      const [result, ballots] = await Promise.all(
        ['result', 'ballots'].map((name) => fetchText(this.getAttribute(name) ?? '')),
      )
      const began = performance.now()
      const counted = await recount(JSON.parse(result as string), ballots as string)
      const seconds = numberIn(Math.round(performance.now() - began) / 1000)
      said.replaceChildren(
        ...counted.map(({ name, selected, same }) =>
          line(
            (this.getAttribute(same ? 'same' : 'differs') ?? '')
              .replace('%e', name)
              .replace('%n', numberIn(selected.length))
              .replace('%p', selected.map((id) => numberIn(Number(id))).join(', '))
              .replace('%s', seconds),
          ),
        ),
      )
    } catch {
      said.replaceChildren(line(this.getAttribute('failed') ?? ''))
    }
    button.disabled = false
  }
}

async function fetchText(path: string): Promise<string> {
  const reply = await fetch(path)
  if (!reply.ok) throw new Error(`${path}: ${reply.status}`)
  return reply.text()
}

function line(text: string): HTMLElement {
  const paragraph = document.createElement('p')
  paragraph.textContent = text
  return paragraph
}

function numberIn(n: number): string {
  return new Intl.NumberFormat(document.documentElement.lang).format(n)
}
