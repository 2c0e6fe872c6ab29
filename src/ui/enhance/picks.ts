/** Tells how much of a list is chosen (boxes, points, money), and how much is left, where the list can be seen while one scrolls it. */
export function countPicks(): void {
  for (const note of document.querySelectorAll<HTMLElement>('.choices-count[data-most]')) {
    const list = note.closest('fieldset')
    if (list) follow(list, note, Number(note.dataset.most))
  }
}

function follow(list: HTMLElement, note: HTMLElement, most: number): void {
  const numbers = new Intl.NumberFormat(document.documentElement.lang)
  const tell = () => {
    let chosen = 0
    for (const one of list.querySelectorAll<HTMLElement>('input:checked, option:checked:not([value=""])'))
      chosen += Number(one.dataset.worth ?? 1)
    const pattern = (chosen > most ? note.dataset.over : note.dataset.told) ?? '%n'
    const left = numbers.format(Math.abs(most - chosen))
    note.textContent = pattern.replace('%n', numbers.format(chosen)).replace('%r', left)
    note.classList.toggle('field-count-over', chosen > most)
  }
  note.setAttribute('role', 'status')
  list.addEventListener('change', tell)
  tell()
}
