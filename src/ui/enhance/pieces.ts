/** Smaller files go with the form: they are one piece anyway. */
const LARGE = 8 * 1024 * 1024
/** A network that breaks off comes back soon, or not at all. */
const AGAIN_MS = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000]

interface Unended {
  id: string
  fileName: string
  size: number
  received: number
}

/**
 * `<punte-pieces src>` around a form with a file: a large one is sent piece by piece to the address in `src`, goes on when the network comes back, and from
 * where it stopped when the same file is chosen again. Whatever is refused is said beside it.
 */
export class PiecesElement extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form')
    const input = this.querySelector<HTMLInputElement>('input[type=file]')
    for (const hint of this.querySelectorAll<HTMLElement>('[data-goes-on]')) hint.hidden = false
    form?.addEventListener('submit', (event) => {
      const file = input?.files?.[0]
      if (!file || file.size <= LARGE) return
      event.preventDefault()
      // Whoever sends forms once would hold its button.
      event.stopPropagation()
      void this.#send(form, file)
    })
  }

  async #send(form: HTMLFormElement, file: File): Promise<void> {
    const button = form.querySelector<HTMLButtonElement>('button:not([name])')
    if (button) button.disabled = true
    const box = this.querySelector<HTMLElement>('[data-way]')
    if (box) box.hidden = false
    try {
      const version = await this.#sendAll(file)
      location.assign(`${form.action}/versions/${version}`)
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error))
      if (button) button.disabled = false
    }
  }

  /** @returns the version that the file became */
  async #sendAll(file: File): Promise<number> {
    const upload = await this.#begin(file)
    let at = await this.#received(upload.id)
    let anew = false
    for (;;) {
      this.#show(at, file.size)
      const body = new FormData()
      body.set('offset', String(at))
      body.set('file', file.slice(at, at + upload.pieceBytes), file.name)
      const reply = await this.#ask(`${this.getAttribute('src')}/uploads/${upload.id}`, { method: 'POST', body })
      // It has another piece already, or lost one: it knows how far it is.
      if (reply.status === 409) {
        const received = await this.#received(upload.id)
        // Its last piece failed once all of it was moved away: what the list tells is there no more.
        if (received === at && (anew || at === 0)) throw new Error(reply.said.title)
        anew ||= received === at
        at = anew ? 0 : received
        continue
      }
      if (reply.status >= 400) throw new Error(reply.said.title)
      if (reply.said.version !== null) {
        forget(upload.id)
        return reply.said.version
      }
      at = reply.said.received
    }
  }

  /** The upload of the same file that stopped, or a new one. */
  async #begin(file: File): Promise<{ id: string; pieceBytes: number }> {
    for (const one of await this.#unended())
      if (one.size === file.size && one.fileName === file.name && remembered(one.id) === markOf(file))
        return { id: one.id, pieceBytes: LARGE }
    const reply = await this.#ask(`${this.getAttribute('src')}/uploads`, {
      method: 'POST',
      body: JSON.stringify({ fileName: file.name, size: file.size }),
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    })
    if (reply.status >= 400) throw new Error(reply.said.errors?.[0]?.message ?? reply.said.title)
    remember(reply.said.id, markOf(file))
    return reply.said
  }

  async #unended(): Promise<Unended[]> {
    const reply = await this.#ask(this.getAttribute('src') ?? '', {})
    if (reply.status >= 400) throw new Error(reply.said.title)
    return reply.said.uploads
  }

  async #received(id: string): Promise<number> {
    return (await this.#unended()).find((one) => one.id === id)?.received ?? 0
  }

  /** Asks again while nothing answers, or only something on the way does. */
  async #ask(url: string, init: RequestInit): Promise<{ status: number; said: any }> {
    const headers = { accept: 'application/json', 'accept-language': document.documentElement.lang, ...init.headers }
    for (let turn = 0; ; turn++) {
      try {
        const reply = await fetch(url, { ...init, headers })
        if (reply.status < 500) {
          this.#say(this.dataset.sending ?? '')
          return { status: reply.status, said: await reply.json() }
        }
      } catch {}
      const wait = AGAIN_MS[turn]
      if (wait === undefined) throw new Error(this.dataset.broken)
      this.#say(this.dataset.waiting ?? '')
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }

  #say(text: string): void {
    const note = this.querySelector('[role=status]')
    if (note && note.textContent !== text) note.textContent = text
  }

  #show(sent: number, size: number): void {
    const bar = this.querySelector('progress')
    if (bar) bar.value = sent / size
    const megabytes = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 })
    const note = this.querySelector<HTMLElement>('[data-so-far]')
    if (note)
      note.textContent = (note.dataset.soFar ?? '')
        .replace('%sent', megabytes.format(sent / 1e6))
        .replace('%all', megabytes.format(size / 1e6))
  }
}

/** Of the same name and length may be another file; the day of its last change tells them apart. */
function markOf(file: File): string {
  return `${file.name} ${file.size} ${file.lastModified}`
}

// Some browsers keep nothing: then a file begins anew.
function remember(id: string, mark: string): void {
  try {
    localStorage.setItem(`pieces ${id}`, mark)
  } catch {}
}

function remembered(id: string): string | null {
  try {
    return localStorage.getItem(`pieces ${id}`)
  } catch {
    return null
  }
}

function forget(id: string): void {
  try {
    localStorage.removeItem(`pieces ${id}`)
  } catch {}
}
