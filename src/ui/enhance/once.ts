const AGAIN_AFTER_MS = 10_000

/** A second click on the same button sends nothing; the server would refuse it too. */
export function sendOnce(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || !('once' in form.dataset)) return
    if ('sent' in form.dataset) {
      event.preventDefault()
      return
    }
    form.dataset.sent = ''
    // After the browser has read the form: a disabled button would not send its name.
    setTimeout(() => hold(form, true))
    setTimeout(() => release(form), AGAIN_AFTER_MS)
  })
  // A page that comes back from the history must be usable again.
  window.addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sent]')) release(form)
  })
}

function release(form: HTMLFormElement): void {
  delete form.dataset.sent
  hold(form, false)
}

function hold(form: HTMLFormElement, held: boolean): void {
  for (const button of form.querySelectorAll<HTMLButtonElement>('button[type=submit]')) button.disabled = held
}
