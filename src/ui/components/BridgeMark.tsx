/** The mark of the house: an arc over a line. */
export function BridgeMark() {
  return (
    <svg viewBox="0 0 46 30" width="40" height="26" fill="none" stroke-linecap="round" aria-hidden="true">
      <path class="mark-arc" d="M14 13.500V24M23 10.600V24M32 13.500V24" stroke-width="2.4" />
      <path class="mark-arc" d="M2 24C10 6 36 6 44 24" stroke-width="4" />
      <path class="mark-deck" d="M2 24H44" stroke-width="4" />
    </svg>
  )
}
