import qrcode from 'qrcode'

/** A QR code as one path; dark on light in every scheme, because readers expect it so. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, data } = qrcode.create(text, { errorCorrectionLevel: 'M' }).modules
  // Four empty modules around it are part of the code.
  const whole = size + 8
  const path = Array.from(data, (dark, at) =>
    dark ? `M${(at % size) + 4} ${Math.floor(at / size) + 4}h1v1h-1z` : '',
  ).join('')
  return (
    <svg
      class="qr-code"
      viewBox={`0 0 ${whole} ${whole}`}
      width="220"
      height="220"
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={whole} height={whole} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  )
}
