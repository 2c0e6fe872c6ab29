/** Shows the button beside an address, which copies it and says so. */
export class CopyElement extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button')
    const said = this.querySelector('output')
    if (!button || !navigator.clipboard) return
    button.hidden = false
    button.addEventListener('click', async () => {
      // Refused where the browser or its owner does not allow it: the address beside it can still be marked and copied.
      const copied = await navigator.clipboard.writeText(this.getAttribute('text') ?? '').then(
        () => true,
        () => false,
      )
      if (said && copied) said.textContent = this.getAttribute('done')
      if (!copied) button.hidden = true
    })
  }
}
