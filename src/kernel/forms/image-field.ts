/** Where an image that sends its form was clicked, in pixels from its upper left corner. */
export interface Clicked {
  x: number
  y: number
}

/** What browsers send of an image by its name: `name.x` and `name.y`. Pressed with a key it was clicked nowhere, which they write as 0 and 0. */
export function clickedIn(fields: Record<string, unknown>, name: string): Clicked | null {
  const [x, y] = [fields[`${name}.x`], fields[`${name}.y`]].map((value) =>
    typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : null,
  )
  return x == null || y == null || (x === 0 && y === 0) ? null : { x, y }
}

/** Whether a form was sent by an image: that asks for the form again, and sends nothing. */
export const isSentByImage = (fields: Record<string, unknown>): boolean =>
  Object.keys(fields).some((name) => /^.+\.[xy]$/.test(name))
