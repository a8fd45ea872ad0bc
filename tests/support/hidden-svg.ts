import type { Needle } from './hidden-parts';

/**
 * A drawing that says something in each way that an SVG has.
 * @param packet what stands in its metadata besides: RDF without a wrapper
 */
export function hiddenSvg(needle: Needle, packet = ''): Uint8Array {
  return new TextEncoder().encode(`<?xml version="1.0"?>
<?own ${needle('instruction')}?>
<!-- ${needle('comment')} -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="64" height="48"
 xmlns:own="http://example.invalid/own/" id="${needle('id')}" data-place="${needle('data-')}" own:place="${needle('attribute of nobody')}">
<title>Harbour</title>
<desc>A drawing of boats</desc>
<metadata>${needle('text in metadata')}<!-- ${needle('comment in metadata')} --><own:thing>${needle('element of nobody')}</own:thing>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cc="http://creativecommons.org/ns#"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
<cc:Work rdf:about="${needle('about')}"><dc:rights><cc:Agent><dc:title>(c) Ada</dc:title></cc:Agent></dc:rights><dc:coverage>${needle('coverage of a work')}</dc:coverage></cc:Work>
<rdf:Description rdf:about="" photoshop:City="${needle('city')}" own:property="${needle('property of nobody')}">
<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:Sublocation>${needle('location shown')}</Iptc4xmpExt:Sublocation></rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown>
<Iptc4xmpExt:ArtworkOrObject><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:AOTitle><rdf:Alt><rdf:li xml:lang="x-default">Vase</rdf:li></rdf:Alt></Iptc4xmpExt:AOTitle></rdf:li></rdf:Bag></Iptc4xmpExt:ArtworkOrObject>
</rdf:Description>
</rdf:RDF>${packet}</metadata>
<g><title>${needle('title of a part')}</title><desc>${needle('description of a part')}</desc><rect width="9" height="9"/></g>
<style>/* ${needle('comment in a style')} */</style><script>// ${needle('script')}</script>
</svg>
<!-- ${needle('comment behind the end')} -->`);
}
