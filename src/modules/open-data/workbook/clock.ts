/** Seconds as hh:mm:ss, or hh:mm:ss.nnn where parts of a second are asked for and there are any; hours may be more than a day has. */
export function clock(seconds: number, hasFraction: boolean): string {
  const thousandths = Math.round((hasFraction ? seconds : Math.round(seconds)) * 1000)
  const whole = Math.floor(thousandths / 1000)
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const fraction = thousandths % 1000
  const time = parts.map((part) => String(part).padStart(2, '0')).join(':')
  return fraction === 0 ? time : `${time}.${String(fraction).padStart(3, '0')}`
}
