/** Tells how many boxes of a list are ticked, of how many at most, where the list can be seen while one scrolls it. */
export function countPicks(): void {
  for (const note of document.querySelectorAll<HTMLElement>('.choices-count[data-most]')) {
    const list = note.closest('fieldset')
    if (list) follow(list, note, Number(note.dataset.most))
  }
}

function follow(list: HTMLElement, note: HTMLElement, most: number): void {
  const numbers = new Intl.NumberFormat(document.documentElement.lang)
  const tell = () => {
    const ticked = list.querySelectorAll('input:checked').length
    const pattern = (ticked > most ? note.dataset.over : note.dataset.told) ?? '%n'
    note.textContent = pattern.replace('%n', numbers.format(ticked))
    note.classList.toggle('field-count-over', ticked > most)
  }
  note.setAttribute('role', 'status')
  list.addEventListener('change', tell)
  tell()
}
