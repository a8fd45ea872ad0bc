import type { Manifest } from './manifest';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);
const path = (name: string) => escaped(encodeURIComponent(name));
const SHOWN = /^image\/(?:jpeg|png|webp|gif|avif)$/;

/** The page inside a package for somebody without Satchel: pictures, names and dates; no script, nothing from elsewhere. */
export function writeGallery(manifest: Omit<Manifest, 'format' | 'version'>): string {
  const { name, from, comment, createdAt, expiresAt, files } = manifest;
  const who = [from.name, from.email && `<${from.email}>`].filter(Boolean).join(' ') || 'somebody';
  const day = (time: string) => time.slice(0, 10);
  const items = files.map(
    (file) =>
      `<li><a href="${path(file.name)}">${
        SHOWN.test(file.type)
          ? `<img src="${path(file.name)}" alt="" loading="lazy">`
          : `<span>${escaped(file.name.split('.').at(-1)?.toUpperCase() ?? 'FILE')}</span>`
      }${escaped(file.title || file.name)}</a></li>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(name)}</title>
<style>
body{margin:32px auto;max-width:1200px;padding:0 16px;font:15px/22px system-ui,sans-serif;color:#222;background:#fafafa}
h1{font-size:20px}p{white-space:pre-wrap;color:#555}
ul{display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:24px 16px;padding:0;list-style:none}
a{display:block;color:inherit;text-decoration:none;font-size:13px;overflow-wrap:anywhere}
img,span{display:grid;place-content:center;width:100%;height:180px;margin-bottom:6px;object-fit:contain;background:#eee;border-radius:4px;color:#777}
@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}p{color:#aaa}img,span{background:#222}}
</style>
<h1>${escaped(name)}</h1>
<p>Shared by ${escaped(who)} on ${day(createdAt)}, meant to be used until ${day(expiresAt)}.</p>
${comment ? `<p>${escaped(comment)}</p>\n` : ''}<ul>
${items.join('\n')}
</ul>
</html>
`;
}
