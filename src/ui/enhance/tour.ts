const KEY = 'tour-step'

/** The way to the tour of a demo leads back to the step that this tab left. */
export function returnToTourStep(): void {
  const link = document.querySelector<HTMLAnchorElement>('a[data-tour-step]')
  if (!link) return
  const here = /\/demo\/tour(?:\/(\d+))?$/.exec(location.pathname)
  if (here) sessionStorage.setItem(KEY, here[1] ?? '')
  const step = sessionStorage.getItem(KEY)
  if (here || !step) return
  link.href += `/${step}`
  link.textContent = (link.dataset.tourStep ?? '').replace('%s', step)
}
