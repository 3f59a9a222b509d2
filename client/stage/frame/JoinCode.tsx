import { create } from 'qrcode'
import { useMemo } from 'react'

/** An address as a QR code, dark on light so that every camera reads it. */
export function JoinCode({ address, className }: { readonly address: string; readonly className: string }) {
  const code = useMemo(() => create(address, { errorCorrectionLevel: 'M' }).modules, [address])
  const squares = useMemo(() => {
    let path = ''
    for (let y = 0; y < code.size; y++)
      for (let x = 0; x < code.size; x++) if (code.get(y, x)) path += `M${x} ${y}h1v1h-1z`
    return path
  }, [code])
  return (
    <svg
      className={className}
      viewBox={`-2 -2 ${code.size + 4} ${code.size + 4}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={address}
    >
      <rect x={-2} y={-2} width={code.size + 4} height={code.size + 4} fill="#fff" />
      <path d={squares} fill="#000" />
    </svg>
  )
}
