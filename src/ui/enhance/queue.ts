/**
 * J and K move between the rows of a queue. Only while the queue has the focus: a key of one letter must not act
 * elsewhere on the page (WCAG 2.1.4). Enter follows the link by itself.
 */
export function walkQueues(): void {
  for (const queue of document.querySelectorAll<HTMLElement>('[data-queue]')) {
    queue.querySelector('[data-queue-hint]')?.removeAttribute('hidden')
    queue.addEventListener('keydown', (event) => walk(queue, event))
  }
}

const STEPS: Record<string, number> = { j: 1, k: -1 }

function walk(queue: HTMLElement, event: KeyboardEvent): void {
  const step = STEPS[event.key.toLowerCase()]
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target instanceof HTMLElement && event.target.matches('input, select, textarea')) return
  const rows = [...queue.querySelectorAll<HTMLElement>('[data-row]')]
  const at = rows.indexOf(document.activeElement as HTMLElement)
  const next = at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))
  rows[next]?.focus()
  event.preventDefault()
}
