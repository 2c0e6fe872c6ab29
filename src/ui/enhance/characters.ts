/** Tells how many characters are left in a text, politely and not at every key. */
export function countCharacters(): void {
  for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-limit]')) {
    const note = document.getElementById(`${area.id}-count`)
    if (note) follow(area, note, Number(area.dataset.limit))
  }
}

const QUIET_MS = 400

function follow(area: HTMLTextAreaElement, note: HTMLElement, limit: number): void {
  const numbers = new Intl.NumberFormat(document.documentElement.lang)
  let timer = 0
  const tell = () => {
    // Counted as the server counts: by code point, line ends as one.
    const left = limit - [...area.value.replaceAll('\r\n', '\n')].length
    const pattern = (left < 0 ? note.dataset.over : note.dataset.left) ?? '%n'
    note.textContent = pattern.replace('%n', numbers.format(Math.abs(left)))
    note.classList.toggle('field-count-over', left < 0)
  }
  note.setAttribute('role', 'status')
  area.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(tell, QUIET_MS)
  })
  tell()
}
