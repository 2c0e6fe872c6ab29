const EVERY_MS = 2_000
/** Who waits longer looks again by the link. */
const MOST_LOOKS = 450

/** `<punte-wait waiting>`: what is in it is read again from the page's own address, until the server no longer says `waiting`. */
export class WaitElement extends HTMLElement {
  async connectedCallback(): Promise<void> {
    for (let look = 0; look < MOST_LOOKS && this.isConnected && this.hasAttribute('waiting'); look++) {
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
      if (document.visibilityState === 'visible') await this.#look().catch(() => {})
    }
  }

  async #look(): Promise<void> {
    const reply = await fetch(location.href)
    if (!reply.ok) return
    const page = new DOMParser().parseFromString(await reply.text(), 'text/html')
    const fresh = page.querySelector(this.localName)
    if (!fresh || fresh.innerHTML === this.innerHTML) return
    this.toggleAttribute('waiting', fresh.hasAttribute('waiting'))
    this.replaceChildren(...fresh.childNodes)
  }
}
