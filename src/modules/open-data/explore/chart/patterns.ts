/** What tells the areas of several series apart without their colours, on a tile of 8 by 8: strokes by tone. */
export const patterns = [
  '',
  'M-2 2L2-2M-2 10L10-2M6 10L10 6',
  'M0 2H8M0 6H8',
  'M2 0V8M6 0V8',
  'M-2 6L2 10M-2-2L10 10M6-2L10 2',
  'M0 4H8M4 0V8',
]

/** The same of lines: dashes by tone. */
export const dashes = ['', '7 4', '2 3', '10 3 2 3', '12 5', '4 2']
