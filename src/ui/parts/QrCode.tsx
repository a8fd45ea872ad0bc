import { encode } from 'uqr';
import './qr.css';

/** Bytes that a QR code of the lowest correction holds (ISO/IEC 18004, version 40-L), less its header. */
export const MOST_QR = 2900;

/** @param label what a screen reader says of it */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: text.length > 1500 ? 'L' : 'M', border: 4 });
  const path = data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('');
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
