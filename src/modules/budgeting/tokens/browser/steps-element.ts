import { Problem } from './problem.ts'

/** An element whose parts are in the page already, and are shown when their turn comes. */
export class StepsElement extends HTMLElement {
  protected get process(): number {
    return Number(this.getAttribute('process'))
  }

  protected piece(name: string): HTMLElement {
    return this.querySelector(`[data-part=${name}]`) as HTMLElement
  }

  protected show(name: string, shown = true): void {
    this.piece(name).hidden = !shown
  }

  protected button(name: string, press: () => void): void {
    this.querySelector(`button[name=${name}]`)?.addEventListener('click', press)
  }

  /** Shows a part and leads there, also those who hear the page. */
  protected lead(name: string): void {
    this.show(name)
    this.piece(name).focus()
    this.piece(name).scrollIntoView({ block: 'start' })
  }

  /** Takes away what was said beside fields. */
  #unsay: (() => void)[] = []

  /** Does something slow once at a time, and says what stood in its way. */
  protected async work(act: () => Promise<void>): Promise<void> {
    if (!this.piece('working').hidden) return
    for (const unsay of this.#unsay.splice(0)) unsay()
    this.show('problem', false)
    this.show('working')
    try {
      await act()
    } catch (error) {
      this.say(error instanceof Problem ? error : new Problem('offline'))
    } finally {
      this.show('working', false)
    }
  }

  private say(problem: Problem): void {
    const list = this.querySelector('[data-list]') as HTMLElement
    list.replaceChildren(
      ...problem.lines.map(({ field, text }) => {
        const item = document.createElement('li')
        const words = text ?? this.getAttribute(`say-${problem.name}`) ?? ''
        const target = field ? document.getElementById(`f-${field}`) : null
        if (target) {
          const link = document.createElement('a')
          // Lists are put in another order: the first of them now, as where the server draws an error.
          link.href = `#${target.closest('.choices')?.querySelector('input, select')?.id ?? target.id}`
          link.textContent = words
          item.append(link)
          this.#unsay.push(sayBeside(target, words))
        } else item.textContent = words
        return item
      }),
    )
    this.lead('problem')
  }
}

/** As the server draws an error of a field. @returns what takes it away again */
function sayBeside(control: HTMLElement, words: string): () => void {
  const said = document.createElement('p')
  said.id = `${control.id}-error`
  said.className = 'ds-validation-message field-error'
  said.textContent = words
  const choices = control.closest('.choices')
  const frame = choices ? choices.closest('fieldset')?.parentElement : control.closest('.field, .field-single')
  const answered = choices?.closest('fieldset') ?? control
  const controls = choices ? [...choices.querySelectorAll('input, select')] : [control]
  const described = answered.getAttribute('aria-describedby')
  // Of choices it is said above all of them; of a single yes the words stand first; a field has its label before them.
  if (choices) choices.before(said)
  else if (frame?.matches('.field-single')) frame.prepend(said)
  else control.before(said)
  frame?.classList.add('field-invalid')
  for (const one of controls) one.setAttribute('aria-invalid', 'true')
  answered.setAttribute('aria-describedby', described ? `${described} ${said.id}` : said.id)
  // It may be asked in a part that was left.
  for (
    let part = control.closest<HTMLElement>('[data-part]');
    part;
    part = part.parentElement?.closest('[data-part]') ?? null
  )
    part.hidden = false
  return () => {
    said.remove()
    frame?.classList.remove('field-invalid')
    for (const one of controls) one.removeAttribute('aria-invalid')
    if (described) answered.setAttribute('aria-describedby', described)
    else answered.removeAttribute('aria-describedby')
  }
}
