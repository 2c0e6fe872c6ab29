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

  /** Does something slow once at a time, and says what stood in its way. */
  protected async work(act: () => Promise<void>): Promise<void> {
    if (!this.piece('working').hidden) return
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
          link.href = `#${target.id}`
          link.textContent = words
          item.append(link)
        } else item.textContent = words
        return item
      }),
    )
    this.lead('problem')
  }
}
