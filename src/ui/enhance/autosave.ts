const QUIET_MS = 2_000

/** Posts a draft to the address in `data-autosave` when its writer rests, and says when it was saved. Files are not sent. */
export function autosaveDrafts(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosave]')) keep(form)
}

function keep(form: HTMLFormElement): void {
  const note = form.querySelector<HTMLElement>('[data-saved]')
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'short' })
  let timer = 0
  let last = textOf(form)
  const save = async () => {
    const text = textOf(form)
    if (text === last) return
    const saved = await post(form.dataset.autosave ?? form.action, text)
    if (saved) last = text
    if (note) {
      const pattern = (saved ? note.dataset.saved : note.dataset.unsaved) ?? ''
      note.textContent = pattern.replace('%t', clock.format(new Date()))
    }
  }
  form.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(save, QUIET_MS)
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && !('sent' in form.dataset)) void save()
  })
  form.addEventListener('submit', () => clearTimeout(timer))
}

/** As a program sends it: the answer is then a few bytes and not a page. A name that comes twice gives a list. */
function textOf(form: HTMLFormElement): string {
  const data = new FormData(form)
  const fields: Record<string, string | string[]> = {}
  for (const name of new Set(data.keys())) {
    const texts = data.getAll(name).filter((value): value is string => typeof value === 'string')
    fields[name] = texts.length === 1 && texts[0] !== undefined ? texts[0] : texts
  }
  return JSON.stringify(fields)
}

async function post(url: string, body: string): Promise<boolean> {
  try {
    const reply = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      keepalive: body.length < 60_000,
    })
    return reply.ok
  } catch {
    return false
  }
}
