/** Shows the button beside an address, which copies it and says so. */
export class CopyElement extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button')
    const said = this.querySelector('output')
    if (!button || !navigator.clipboard) return
    button.hidden = false
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(this.getAttribute('text') ?? '')
      if (said) said.textContent = this.getAttribute('done')
    })
  }
}
