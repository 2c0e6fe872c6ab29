import type { Choice } from '../../vote/choice.ts'
import { joined } from '../token-message.ts'
import { type Bytes, textBytes, toBase64url } from './bytes.ts'

/**
 * What is chosen, as a ballot spells it (vote/choice.ts), by position of the envelope; envelopes without a choice are left out. The one
 * place that knows how the form asks.
 */
export function choicesIn(form: HTMLFormElement): Record<string, Choice> {
  const picks: Record<string, Choice> = {}
  for (const list of form.querySelectorAll<HTMLElement>('[data-envelope]')) {
    const chosen = Array.from(
      list.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input:checked, select'),
      ({ value }) => value,
    ).filter((value) => value !== '')
    if (chosen.length > 0) picks[list.dataset.envelope as string] = spelled(chosen, list.dataset.kind)
  }
  return picks
}

/** Positions of the envelopes in which two projects have one place: a ballot spells their order, which could not say so. */
export function placedTwice(form: HTMLFormElement): string[] {
  const rankings = form.querySelectorAll<HTMLElement>('[data-kind=ranking]')
  return Array.from(rankings)
    .filter((list) => {
      const places = Array.from(list.querySelectorAll('select'), ({ value }) => value.split('@')[1] ?? '').filter(
        Boolean,
      )
      return new Set(places).size < places.length
    })
    .map((list) => list.dataset.envelope as string)
}

/** Marks of a form: `5` ticked, `5:3` with three points, `5@1` at the first place. */
function spelled(chosen: string[], kind: string | undefined): Choice {
  const pairs = chosen.map((mark) => mark.split(/[:@]/).map(Number) as [number, number])
  if (kind === 'points') return pairs.sort((a, b) => a[0] - b[0])
  if (kind === 'ranking') return pairs.sort((a, b) => a[1] - b[1]).map(([project]) => project)
  return pairs.map(([project]) => project).sort((a, b) => a - b)
}

/** Puts the choices of each list in the order that a seed gives. */
export async function shuffleChoices(
  form: HTMLFormElement,
  seed: Bytes,
  digest: (name: 'SHA-256', bytes: Bytes) => Promise<Bytes>,
): Promise<void> {
  for (const list of form.querySelectorAll('.choices')) {
    const drawn = await Promise.all(
      Array.from(list.children, async (choice) => {
        // A list of points or places names its project in what can be chosen.
        const value =
          choice.querySelector('input')?.value ?? choice.querySelector('option:last-child')?.getAttribute('value') ?? ''
        return { choice, at: toBase64url(await digest('SHA-256', joined(seed, textBytes(value)))) }
      }),
    )
    list.append(...drawn.sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ choice }) => choice))
  }
}
