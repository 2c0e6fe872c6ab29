import { ballotKey, browserKnowsKeys } from './ballot-key.ts'
import { toBase64url } from './bytes.ts'
import { readCode } from './recovery-code.ts'

/** Looks for one's own ballot in the published list. The code stays here: the whole list comes, and is searched on this device. */
export class FindBallotElement extends HTMLElement {
  async connectedCallback(): Promise<void> {
    if (!(await browserKnowsKeys())) return
    this.hidden = false
    const form = this.querySelector('form') as HTMLFormElement
    const answer = this.querySelector('[data-part=answer]') as HTMLElement
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      event.stopPropagation()
      answer.textContent = ''
      answer.textContent = await this.#find(String(new FormData(form).get('code'))).catch(() => this.#say('offline'))
    })
  }

  async #find(typed: string): Promise<string> {
    const process = Number(this.getAttribute('process'))
    const code = readCode(typed)
    if (!code) return this.#say('bad-code')
    const pk = toBase64url((await ballotKey(code, process)).pk)
    const list = await fetch(`/processes/${process}/ballots.csv`, { credentials: 'omit' })
    if (!list.ok) return this.#say('offline')
    const rows = (await list.text()).split('\r\n').map((line) => line.split(','))
    const row = rows.find(([, , , key]) => bare(key) === pk)
    if (!row) return this.#say('none')
    const [commitment = '', , picks = ''] = row.map(bare)
    return this.#say('found').replace('%picks', picks.split(' ').join(', ')).replace('%commitment', commitment)
  }

  #say(name: string): string {
    return this.getAttribute(`say-${name}`) ?? ''
  }
}

/** Without the apostrophe that keeps spreadsheets from taking a text for a formula. */
function bare(cell = ''): string {
  return cell.replace(/^'/, '')
}
