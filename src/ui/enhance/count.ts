const EVERY_MS = 10_000

/**
 * `<punte-count src="/api/v1/petitions/42" field="signatures">412</punte-count>`: reads the number again every ten seconds while the
 * page is seen. `field` may be a path with dots. Anything but a number leaves what the server printed.
 */
export class CountElement extends HTMLElement {
  #timer = 0

  connectedCallback(): void {
    this.#timer = window.setInterval(() => {
      if (document.visibilityState === 'visible') void this.#refresh()
    }, EVERY_MS)
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer)
  }

  async #refresh(): Promise<void> {
    try {
      const reply = await fetch(this.getAttribute('src') ?? '', { headers: { accept: 'application/json' } })
      if (!reply.ok) return
      const value = readField(await reply.json(), this.getAttribute('field') ?? 'count')
      if (typeof value !== 'number') return
      const printed = new Intl.NumberFormat(document.documentElement.lang).format(value)
      if (this.textContent !== printed) this.textContent = printed
    } catch {
      // Offline: the number on the page stays, and the next round tries again.
    }
  }
}

function readField(json: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (value !== null && typeof value === 'object' ? Reflect.get(value, key) : null),
      json,
    )
}
