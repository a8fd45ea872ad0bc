import './settings.css';
export function AboutTab() {
  return (
    <div class="about">
      <p>
        Satchel {__VERSION__}: a digital asset manager that lives in the browser and needs no server. Nothing is sent
        anywhere; there is no telemetry.
      </p>
      <p>Satchel is free software under the MIT licence. It is built on the work of others:</p>
      <ul>
        <li>
          libvips by way of wasm-vips (LGPL 2.1 or later and others): lies apart in its own files, which can be replaced
        </li>
        <li>
          Preact, Dexie, Comlink, fflate, zip.js, hash-wasm, brotli-dec-wasm, file-type, valibot, xmldom, Workbox (MIT,
          BSD, Apache 2.0)
        </li>
        <li>Lucide icons (ISC), Inter (SIL Open Font License 1.1)</li>
      </ul>
    </div>
  );
}
