import QRCode from 'qrcode'

/** A QR code of an address as SVG; quarter of it may be dirty or torn. */
export function qrSvg(address: string): Promise<string> {
  return QRCode.toString(address, { type: 'svg', errorCorrectionLevel: 'Q', margin: 4 })
}
