import { type Ground, readGround, type Spot, shareAt, spotAt } from '../components/ground.ts'

/** A click on the ground sets the point at once, and numbers that are typed move it: without this the form comes back for it. */
export function pickPoints(): void {
  for (const picker of document.querySelectorAll<HTMLElement>('.picker')) {
    const ground = readGround(picker.dataset.ground ?? '')
    const fields = picker.closest('form')?.elements
    const latitude = fields?.namedItem(picker.dataset.latitude ?? '')
    const longitude = fields?.namedItem(picker.dataset.longitude ?? '')
    if (ground && latitude instanceof HTMLInputElement && longitude instanceof HTMLInputElement)
      follow(picker, ground, latitude, longitude)
  }
}

function follow(picker: HTMLElement, ground: Ground, latitude: HTMLInputElement, longitude: HTMLInputElement): void {
  const show = () => mark(picker, ground, { latitude: degreesIn(latitude), longitude: degreesIn(longitude) })
  picker.addEventListener('click', (event) => {
    event.preventDefault()
    const box = picker.getBoundingClientRect()
    const spot = spotAt(ground, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)
    latitude.value = String(spot.latitude)
    longitude.value = String(spot.longitude)
    show()
  })
  latitude.addEventListener('input', show)
  longitude.addEventListener('input', show)
}

function degreesIn(field: HTMLInputElement): number {
  const text = field.value.trim().replace(',', '.')
  return text === '' ? Number.NaN : Number(text)
}

function mark(picker: HTMLElement, ground: Ground, spot: Spot): void {
  const drawing = picker.querySelector('svg')
  const dot = drawing?.querySelector('.picker-mark')
  const share = shareAt(ground, spot)
  dot?.setAttribute('r', share ? '7' : '0')
  if (!drawing || !share) return
  dot?.setAttribute('cx', String(share[0] * drawing.viewBox.baseVal.width))
  dot?.setAttribute('cy', String(share[1] * drawing.viewBox.baseVal.height))
}
