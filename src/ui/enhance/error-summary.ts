/** A form that came back with errors starts where they are told. */
export function focusErrorSummary(): void {
  document.querySelector<HTMLElement>('[data-focus]')?.focus()
}
