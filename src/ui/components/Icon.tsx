/** A mark of the house, drawn in its own strokes on a grid of 24. Decorative: the word beside it speaks. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {SHAPES[name].map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  )
}

export type IconName = keyof typeof SHAPES

const circle = (cx: number, cy: number, r: number) =>
  `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`

const SHAPES = {
  going: [circle(12, 12, 9), circle(12, 12, 3)],
  clock: [circle(12, 12, 9), 'M12 7v5l3.5 2'],
  check: ['M4.5 12.5l5 5 10-11'],
  alert: [circle(12, 12, 9), 'M12 7v6', 'M12 16.5v.1'],
  warning: ['M12 3.5L22 20.5H2z', 'M12 10v4.5', 'M12 17.5v.1'],
  info: [circle(12, 12, 9), 'M12 11v5.5', 'M12 7.5v.1'],
  minus: ['M5 12h14'],
  close: ['M6 6l12 12', 'M18 6L6 18'],
  menu: ['M4 7h16', 'M4 12h16', 'M4 17h16'],
  next: ['M5 12h14', 'M13 6l6 6-6 6'],
  back: ['M19 12H5', 'M11 6l-6 6 6 6'],
  search: [circle(10.5, 10.5, 6.5), 'M15.5 15.5L21 21'],
  pen: ['M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19z', 'M14 6.5l3.5 3.5'],
  person: [circle(12, 8, 4), 'M4 21c1-5 4-7 8-7s7 2 8 7'],
  pin: ['M12 21.5c-5-5.5-7-8.6-7-11.6a7 7 0 0 1 14 0c0 3-2 6.1-7 11.600z', circle(12, 10, 2.5)],
  file: ['M6 2.500h8.500L19 7v14.500H6z', 'M14 3v4.500h4.5'],
  download: ['M12 3.500v11', 'M7 10l5 5 5-5', 'M4.5 20.500h15'],
  link: ['M10 14l4-4', 'M8.5 11.500l-2.5 2.500a4 4 0 0 0 5 5l2.5-2.5', 'M15.5 12.500l2.5-2.500a4 4 0 0 0-5-5l-2.5 2.5'],
} satisfies Record<string, string[]>
